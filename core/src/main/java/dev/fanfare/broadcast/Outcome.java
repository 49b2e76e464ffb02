package dev.fanfare.broadcast;

import java.util.Locale;

/** What became of one connection of a broadcast. Every planned connection ends in exactly one. */
public enum Outcome {
  /** The endpoint took the message (200). */
  DELIVERED(false, false),
  /** The connection is gone (410) and is not young: recorded, then pruned. */
  STALE(false, false),
  /** The connection kept answering 429 while others did not: its send buffer is full. */
  SLOW(true, true),
  /** No usable answer came in all attempts, or nobody finished the shard. */
  UNREACHABLE(true, true),
  /**
   * The endpoint would not take this post (400, 403, 413): something is misconfigured. The same
   * post would be refused again, so no later round of the broadcast makes it.
   */
  REFUSED(true, false),
  /** The broadcast's deadline passed first. */
  EXPIRED(false, false),
  /** The broadcast was cancelled first. */
  CANCELLED(false, false);

  private final boolean missed;
  private final boolean retryable;

  Outcome(boolean missed, boolean retryable) {
    this.missed = missed;
    this.retryable = retryable;
  }

  /** Whether the connection should have got the message and did not; {@code resend} tries it. */
  public boolean isMissed() {
    return missed;
  }

  /** Whether a later round of the same broadcast tries this connection again. */
  public boolean isRetryable() {
    return retryable;
  }

  /** The name used in JSON, metrics and tables. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException when no outcome has this name
   */
  public static Outcome of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
