/**
 * The local CloudWatch Logs: the logs of functions in the template's groups. It keeps the latest
 * lines of each group in memory.
 */
@NullMarked
package dev.fanfare.local.cloudwatchlogs;

import org.jspecify.annotations.NullMarked;
