/** The stand-in for SQS, based on ElasticMQ, and a client that sends to a queue by its ARN. */
@NullMarked
package dev.fanfare.local.sqs;

import org.jspecify.annotations.NullMarked;
