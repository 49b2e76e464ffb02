package dev.fanfare.broadcast;

import java.util.Locale;

/** What became of one connection of a broadcast. Every planned connection ends in exactly one. */
public enum Outcome {
  /** The endpoint took the message (200). */
  DELIVERED(false),
  /** The connection is gone (410) and is not young: recorded, then pruned. */
  STALE(false),
  /** The connection kept answering 429 while others did not: its send buffer is full. */
  SLOW(true),
  /** No usable answer came in all attempts, or nobody finished the shard. */
  UNREACHABLE(true),
  /** The endpoint would not take this post (400, 403, 413): something is misconfigured. */
  REFUSED(true),
  /** The broadcast's deadline passed first. */
  EXPIRED(false),
  /** The broadcast was cancelled first. */
  CANCELLED(false);

  private final boolean missed;

  Outcome(boolean missed) {
    this.missed = missed;
  }

  /** Whether a later round, or {@code resend}, tries this connection again. */
  public boolean isMissed() {
    return missed;
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
