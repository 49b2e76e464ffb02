/**
 * CloudWatch Logs on this machine: the logs of functions, by the template's groups. Only the latest
 * lines of each group are kept, in memory.
 */
package dev.fanfare.local.cloudwatchlogs;
