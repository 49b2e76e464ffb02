package dev.fanfare.push.transport.http;

/**
 * How many connections are of use. One thread that spends 10 µs on a post can keep 2,000 of them
 * busy when answers take 20 ms, and eight when they take 80 µs; and while a fresh JVM still spends
 * a millisecond on a post, twenty. More would only cost handshakes.
 */
final class ConnectionDemand {
  private static final int AT_LEAST = 8;

  /** What a post costs this side at the very least: what a tick measures may be nothing. */
  private static final long MIN_COST_NANOS = 10_000;

  /** Reading an answer takes about as long as writing its post, which is what a tick measures. */
  private static final int COST_OF_WRITING = 2;

  /**
   * Answers are not all as fast as the fastest, and to wait for one costs more than a handshake.
   */
  private static final int SPARE = 4;

  /** Of how many ticks the cost is the mean, about. */
  private static final int SMOOTHING = 8;

  /** So many answers tell how fast they can be: the first of a push are the slowest. */
  private static final int ENOUGH_ANSWERS = 64;

  private static final long UNKNOWN = Long.MAX_VALUE;

  private long fastestBefore = UNKNOWN;
  private long fastestNow = UNKNOWN;
  private int answers;
  private long writeNanos;
  private long turnNanos;
  private int written;

  /** Begins to measure anew: the last push was of another message, and may be long past. */
  void beginPush() {
    fastestBefore = fastest();
    fastestNow = UNKNOWN;
    answers = 0;
  }

  void beginTurn(long now) {
    turnNanos = now;
    written = 0;
  }

  void wrote() {
    written++;
  }

  void endTurn(long now) {
    if (written > 0) {
      long each = (now - turnNanos) / written;
      writeNanos += writeNanos == 0 ? each : (each - writeNanos) / SMOOTHING;
    }
  }

  void answered(long nanos) {
    fastestNow = Math.min(fastestNow, nanos);
    answers++;
  }

  /** How long the fastest answer took; 0 before the first. */
  long fastestNanos() {
    return fastest() == UNKNOWN ? 0 : fastest();
  }

  /** How many connections are of use. */
  long connections() {
    long cost = Math.max(MIN_COST_NANOS, COST_OF_WRITING * writeNanos);
    return Math.max(AT_LEAST, SPARE * fastestNanos() / cost);
  }

  private long fastest() {
    return answers < ENOUGH_ANSWERS ? Math.min(fastestBefore, fastestNow) : fastestNow;
  }
}
