/** ElasticMQ, which stands in for SQS, and a sender that finds a queue by its ARN. */
package dev.fanfare.local.sqs;
