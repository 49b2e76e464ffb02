package dev.fanfare.estimate;

/**
 * What one broadcast has taken, as a later estimate wants to know it.
 *
 * @param planned connections
 * @param shards lists that they were in
 * @param pace posts per second that were allowed, permits' share not taken off
 * @param underWay posts that could wait for their answer at once, of all pushers
 * @param latencyMicros until a post was answered, the median
 * @param plan milliseconds, as {@link Steps} has them
 * @param push the same
 * @param reduce the same
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
