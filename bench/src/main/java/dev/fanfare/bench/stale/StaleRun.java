package dev.fanfare.bench.stale;

/**
 * One measured run.
 *
 * @param step reduce or prune
 * @param way before or now
 * @param callsEach calls of DynamoDB for each stale connection
 */
record StaleRun(
    String step, String way, int round, int connections, double callsEach, double rowsPerSecond) {}
