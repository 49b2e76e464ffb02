package dev.fanfare.estimate;

/**
 * The measurements of one broadcast that later estimates use.
 *
 * @param planned number of connections
 * @param shards number of shards
 * @param pace allowed posts per second, before the deduction for permits
 * @param underWay maximum number of concurrent posts of all pushers
 * @param latencyMicros median post latency, in microseconds
 * @param plan duration in milliseconds, as in {@link Steps}
 * @param push duration in milliseconds, as in {@link Steps}
 * @param reduce duration in milliseconds, as in {@link Steps}
 */
public record Observation(
    String broadcastId,
    long planned,
    long shards,
    double pace,
    long underWay,
    long latencyMicros,
    long plan,
    long push,
    long reduce) {}
