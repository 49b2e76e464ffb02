package dev.fanfare.bench.stale;

/**
 * One measured run.
 *
 * @param step reduce or prune
 * @param way before or now: the previous or the current code
 * @param callsEach DynamoDB calls per stale connection
 * @param rowsPerSecond stale connections per second
 */
record StaleRun(
    String step, String way, int round, int connections, double callsEach, double rowsPerSecond) {}
