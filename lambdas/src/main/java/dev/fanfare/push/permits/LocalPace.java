package dev.fanfare.push.permits;

/**
 * An even pace of one pusher by itself, for while nobody gives out permits. What is late is not
 * made up for.
 */
final class LocalPace {
  private final long nanosPerPost;
  private long next;

  LocalPace(double postsPerSecond, long now) {
    this.nanosPerPost = (long) Math.ceil(Schedule.SECOND_NANOS / postsPerSecond);
    this.next = now + nanosPerPost;
  }

  long nanosUntilNext(long now) {
    return next - now;
  }

  void take(long now) {
    next = Math.max(next, now - Schedule.LATEST_NANOS) + nanosPerPost;
  }
}
