/**
 * CloudWatch Logs on this machine: what functions log, by the groups that the template makes. Kept
 * in memory, of each group the latest only.
 */
package dev.fanfare.local.cloudwatchlogs;
