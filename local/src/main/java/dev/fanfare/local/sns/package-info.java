/**
 * The stand-in for SNS: topics, their subscriptions, and the API by which any AWS SDK and the AWS
 * CLI publish. It delivers to queues, in an envelope or raw, and to functions; each message to each
 * subscription once, in no order.
 */
package dev.fanfare.local.sns;
