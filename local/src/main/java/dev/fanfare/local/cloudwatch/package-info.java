/**
 * CloudWatch's metrics and alarms on this machine: what functions log in the Embedded Metric Format
 * and what the gateway counts, by the minute and bounded in memory. Alarms have a state but no
 * actions.
 */
@NullMarked
package dev.fanfare.local.cloudwatch;

import org.jspecify.annotations.NullMarked;
