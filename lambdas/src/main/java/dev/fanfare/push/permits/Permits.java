package dev.fanfare.push.permits;

/**
 * Determines when a pusher may post. Only the pusher's event loop calls these methods, and they
 * return at once. Times are nanoseconds of the monotonic clock.
 */
public interface Permits extends AutoCloseable {

  /**
   * Returns how long until the next post may be made. Call it before each post, after each
   * response, and at the end of each wait: these calls draw permits ahead of need.
   *
   * @param free how many more posts could be in progress
   * @param left how many posts are due, including those that have no room; 0 draws nothing
   * @return 0 or less if a post may be made now; otherwise a wait of at most a second, which a
   *     wake-up ends early
   */
  long nanosUntilNext(long nowNanos, int free, long left);

  /**
   * Uses the permit that {@link #nanosUntilNext} announced. The post must be sent at once: after a
   * wait for a socket, it would arrive in a second in which others use the budget.
   */
  void take(long nowNanos);

  /**
   * Records a response, to detect waves of 429.
   *
   * @param firstThrottle whether this is the first 429 of its connection
   * @return whether there is a wave of 429, or was one a moment ago; a 429 then says nothing about
   *     its connection
   */
  boolean answered(long nowNanos, boolean firstThrottle);

  /** Stops drawing and releases the slots held. */
  @Override
  void close();
}
