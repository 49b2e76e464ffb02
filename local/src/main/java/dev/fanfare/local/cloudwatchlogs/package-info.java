/**
 * CloudWatch Logs: the logs of functions, by the groups of the template. The latest lines of each
 * group are kept in memory.
 */
package dev.fanfare.local.cloudwatchlogs;
