package dev.fanfare.bench.report;

/**
 * One measured message.
 *
 * @param clients number of clients
 * @param round number of the round; ratios compare runs of the same round
 * @param averageMillis average time until a client received it, in milliseconds
 * @param lastMillis time until all clients received it, in milliseconds
 */
public record FanoutRun(
    int clients, int round, MessagePath way, double averageMillis, double lastMillis) {}
