package dev.fanfare.push;

import dev.fanfare.push.permits.Permits;

/**
 * Permits at a steady pace for a single pusher. The test decides whether there is a wave of 429.
 */
final class SteadyPermits implements Permits {
  private static final long SECOND = 1_000_000_000;

  private final long nanosPerPost;
  private long next;
  private boolean isWave;
  private int firstThrottles;

  SteadyPermits(double postsPerSecond, long now) {
    this.nanosPerPost = (long) Math.ceil(SECOND / postsPerSecond);
    this.next = now;
  }

  SteadyPermits inAWave() {
    isWave = true;
    return this;
  }

  int firstThrottles() {
    return firstThrottles;
  }

  @Override
  public long nanosUntilNext(long nowNanos, int free, long left) {
    return next - nowNanos;
  }

  @Override
  public void take(long nowNanos) {
    next = Math.max(next, nowNanos) + nanosPerPost;
  }

  @Override
  public boolean answered(long nowNanos, boolean firstThrottle) {
    firstThrottles += firstThrottle ? 1 : 0;
    return isWave;
  }

  @Override
  public void close() {
    // Holds no permits.
  }
}
