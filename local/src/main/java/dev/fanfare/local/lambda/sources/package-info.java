/** Lambda's event sources: SQS queues and DynamoDB streams, read in batches. */
package dev.fanfare.local.lambda.sources;
