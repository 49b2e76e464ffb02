package dev.fanfare.push.permits;

/**
 * When one pusher may post. All methods are called by its one event loop and return at once; times
 * are nanoseconds of the monotonic clock.
 */
public interface Permits extends AutoCloseable {

  /**
   * How long until the next post may be made. To be called before each post, whenever a post is
   * answered and whenever the wait is over: permits are drawn by these calls, ahead of need.
   *
   * @param free how many posts could be under way besides those that are
   * @param left how many posts are due, those for which there is no room included; 0 draws nothing
   * @return 0 or less when a post may be made now; else a wait of at most a second, to be ended
   *     when the pusher is woken
   */
  long nanosUntilNext(long nowNanos, int free, long left);

  /**
   * Uses up the permit that {@link #nanosUntilNext} has just said there is. The post must leave at
   * once: one that first waits for its socket would arrive in somebody else's second.
   */
  void take(long nowNanos);

  /**
   * Tells of an answer, by which waves of 429 are known.
   *
   * @param firstThrottle whether this is the first 429 of its connection
   * @return whether there is a wave of 429, or was one a moment ago: then a 429 tells nothing about
   *     the one connection that it came from
   */
  boolean answered(long nowNanos, boolean firstThrottle);

  /** Stops drawing. What is held is given up. */
  @Override
  void close();
}
