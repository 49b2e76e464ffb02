package dev.fanfare.push.transport.http;

/**
 * Estimates how many connections are useful. One thread that spends 10 µs on a post can keep 2,000
 * connections busy if responses take 20 ms, and eight if they take 80 µs. While a fresh JVM still
 * spends a millisecond on a post, it can keep twenty busy. More connections would only cost
 * handshakes.
 */
final class ConnectionDemand {
  private static final int AT_LEAST = 8;

  /** The minimum cost of a post on this side, because the measured time of a tick may be zero. */
  private static final long MIN_COST_NANOS = 10_000;

  /** Reading a response takes about as long as writing its post, which is what a tick measures. */
  private static final int COST_OF_WRITING = 2;

  /**
   * Not all responses are as fast as the fastest, and waiting for one costs more than a handshake.
   */
  private static final int SPARE = 4;

  /** The approximate number of ticks that the mean cost covers. */
  private static final int SMOOTHING = 8;

  /**
   * The number of responses that give a valid minimum; the first responses of a push are the
   * slowest.
   */
  private static final int ENOUGH_ANSWERS = 64;

  private static final long UNKNOWN = Long.MAX_VALUE;

  private long fastestBefore = UNKNOWN;
  private long fastestNow = UNKNOWN;
  private int answers;
  private long writeNanos;
  private long turnNanos;
  private int written;

  /** Restarts the measurement: the last push had another message and may be long ago. */
  void beginPush() {
    fastestBefore = fastest();
    fastestNow = UNKNOWN;
    answers = 0;
  }

  void beginTurn(long now) {
    turnNanos = now;
    written = 0;
  }

  void onWrite() {
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

  /** Returns the time of the fastest response; 0 before the first. */
  long fastestNanos() {
    return fastest() == UNKNOWN ? 0 : fastest();
  }

  /** Returns how many connections are useful. */
  long connections() {
    long cost = Math.max(MIN_COST_NANOS, COST_OF_WRITING * writeNanos);
    return Math.max(AT_LEAST, SPARE * fastestNanos() / cost);
  }

  private long fastest() {
    return answers < ENOUGH_ANSWERS ? Math.min(fastestBefore, fastestNow) : fastestNow;
  }
}
