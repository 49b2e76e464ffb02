package dev.fanfare.push.permits;

/** The store's response time: the mean and its deviation, smoothed as in TCP (RFC 6298). */
final class RoundTrip {
  private static final long MAX_NANOS = 300_000_000;

  private long mean = 10_000_000;
  private long spread = 5_000_000;

  void took(long nanos) {
    long bounded = Math.min(MAX_NANOS, nanos);
    spread += (Math.abs(bounded - mean) - spread) / 4;
    mean += (bounded - mean) / 8;
  }

  /** Most responses arrive within this time. */
  long nanos() {
    return mean + spread;
  }

  /** Nearly all responses arrive within this time. */
  long safeNanos() {
    return mean + 3 * spread;
  }
}
