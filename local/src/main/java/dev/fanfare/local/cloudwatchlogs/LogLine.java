package dev.fanfare.local.cloudwatchlogs;

/**
 * One log event.
 *
 * @param number the line's number in its group, from 1
 * @param millis milliseconds since 1970
 */
record LogLine(long number, long millis, String stream, String message) {}
