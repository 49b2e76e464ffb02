/**
 * CloudWatch's metrics and alarms: the metrics that functions log in the Embedded Metric Format,
 * and the counts of the gateway, by minute, for a limited time. Alarms have a state, but notify
 * nothing.
 */
package dev.fanfare.local.cloudwatch;
