package dev.fanfare.local.cloudwatchlogs;

/**
 * One event of a log.
 *
 * @param number counts up within its group, from 1
 * @param millis since the epoch
 */
record LogLine(long number, long millis, String stream, String message) {}
