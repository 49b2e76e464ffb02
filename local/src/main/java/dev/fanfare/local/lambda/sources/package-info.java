/** Lambda's event sources: SQS queues and DynamoDB streams, read in batches. */
@NullMarked
package dev.fanfare.local.lambda.sources;

import org.jspecify.annotations.NullMarked;
