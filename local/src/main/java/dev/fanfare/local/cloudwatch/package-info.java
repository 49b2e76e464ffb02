/**
 * CloudWatch's metrics and alarms on this machine: what functions log in the Embedded Metric Format
 * and what the gateway counts, minute by minute, for as long as memory is bounded by it. Alarms
 * have a state, and nobody is told of it.
 */
package dev.fanfare.local.cloudwatch;
