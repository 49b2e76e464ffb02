package dev.fanfare.push.permits;

/**
 * Estimates how many posts a pusher can make soon, so that it draws no permits that it cannot use.
 */
final class Demand {
  private static final long SLICE_NANOS = 20_000_000;

  /**
   * How much faster than recently a pusher with free connections may become. Without it, a pusher
   * that got few permits would ask for few.
   */
  private static final double GROWTH = 2;

  private long since;
  private long used;
  private double perNano;

  void take() {
    used++;
  }

  /**
   * @param free the number of posts that could be sent at once
   * @param left the number of posts that are due
   * @param span how far to look ahead; responses are expected to free slots at the recent rate
   */
  long posts(long now, int free, long left, long span) {
    long passed = now - since;
    if (passed >= SLICE_NANOS) {
      double weight = Math.min(1, passed / (5.0 * SLICE_NANOS));
      perNano += ((double) used / passed - perNano) * weight;
      used = 0;
      since = now;
    }
    double growth = free > 0 ? GROWTH : 1;
    return Math.min(left, free + (long) (growth * perNano * span));
  }
}
