/**
 * The local CloudWatch: metrics that functions log in the Embedded Metric Format and that the
 * gateway counts, by the minute and limited in memory. Alarms have a state but call no actions.
 */
@NullMarked
package dev.fanfare.local.cloudwatch;

import org.jspecify.annotations.NullMarked;
