/** ElasticMQ, which stands in for SQS, and a sender that finds a queue by its ARN. */
@NullMarked
package dev.fanfare.local.sqs;

import org.jspecify.annotations.NullMarked;
