package dev.fanfare.bench.report;

/**
 * One message to a crowd, measured once.
 *
 * @param round what is of one round stands beside each other in time, so it is compared
 * @param averageMillis until a client had it, from just before it was sent
 * @param lastMillis until every client had it
 */
public record FanoutRun(int clients, int round, Way way, double averageMillis, double lastMillis) {}
