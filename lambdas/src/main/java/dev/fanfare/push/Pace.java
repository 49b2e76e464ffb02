package dev.fanfare.push;

/**
 * Spreads posts evenly over time at a steady rate. A pusher that was held up may catch up by a few
 * milliseconds' worth of posts, no more: the account's budget is shared.
 */
final class Pace {
  private static final long CATCH_UP_NANOS = 5_000_000;

  private final long nanosPerPost;
  private long next;

  Pace(double postsPerSecond, long now) {
    this.nanosPerPost = (long) Math.ceil(1e9 / postsPerSecond);
    this.next = now;
  }

  /** How long until the next post may be made; 0 or less when it may be made now. */
  long nanosUntilNext(long now) {
    return next - now;
  }

  /** Takes the right to one post. */
  void take(long now) {
    // By difference, since such clocks may run over.
    long behind = Math.min(now - next, CATCH_UP_NANOS);
    next = now - behind + nanosPerPost;
  }
}
