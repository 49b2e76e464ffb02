package dev.fanfare.bench.pusher;

/**
 * What a pusher's process tells its parent, one JSON line each.
 *
 * @param shard the key of the shard that one invocation has pushed; null for the line that says
 *     that pushing begins
 * @param planned connections of the shard, as far as it was pushed
 * @param delivered those of them that got the message
 * @param posts posts made, repeats included
 * @param millis how long the invocation took
 * @param cpuMillis what the process has used since its start, user and system
 * @param peakKilobytes the most memory that it has had resident
 */
public record PusherEvent(
    String shard,
    long planned,
    long delivered,
    long posts,
    double millis,
    long cpuMillis,
    long peakKilobytes) {

  static final PusherEvent BEGIN = new PusherEvent(null, 0, 0, 0, 0, 0, 0);
}
