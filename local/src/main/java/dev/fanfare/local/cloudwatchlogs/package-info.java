/**
 * CloudWatch Logs on this machine: the logs of functions, by the template's groups. Only the latest
 * lines of each group are kept, in memory.
 */
@NullMarked
package dev.fanfare.local.cloudwatchlogs;

import org.jspecify.annotations.NullMarked;
