package dev.fanfare.push.permits;

/** How long the store takes to answer: the mean and its spread, smoothed as TCP does (RFC 6298). */
final class RoundTrip {
  private static final long MAX_NANOS = 300_000_000;

  private long mean = 10_000_000;
  private long spread = 5_000_000;

  void took(long nanos) {
    long bounded = Math.min(MAX_NANOS, nanos);
    spread += (Math.abs(bounded - mean) - spread) / 4;
    mean += (bounded - mean) / 8;
  }

  /** In most cases the answer is there by then. */
  long nanos() {
    return mean + spread;
  }

  /** In nearly all cases the answer is there by then. */
  long safeNanos() {
    return mean + 3 * spread;
  }
}
