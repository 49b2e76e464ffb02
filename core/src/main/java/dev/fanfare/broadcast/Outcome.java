package dev.fanfare.broadcast;

import java.util.Locale;

/** The result for one connection of a broadcast. Every planned connection gets exactly one. */
public enum Outcome {
  /** The endpoint accepted the message (200). */
  DELIVERED(false, false),
  /** The connection is gone (410) and is not young. It is recorded, then pruned. */
  STALE(false, false),
  /** The connection kept answering 429 while others did not: its send buffer is full. */
  SLOW(true, true),
  /** No attempt got a usable response, or the shard was never finished. */
  UNREACHABLE(true, true),
  /**
   * The endpoint refused the post (400, 403, 413) because of a configuration error. It would refuse
   * the same post again, so later rounds do not retry it.
   */
  REFUSED(true, false),
  /** The broadcast's deadline passed before the connection had another outcome. */
  EXPIRED(false, false),
  /** The broadcast was cancelled before the connection had another outcome. */
  CANCELLED(false, false);

  private final boolean missed;
  private final boolean retryable;

  Outcome(boolean missed, boolean retryable) {
    this.missed = missed;
    this.retryable = retryable;
  }

  /**
   * Whether the connection should have received the message and did not; {@code resend} retries it.
   */
  public boolean isMissed() {
    return missed;
  }

  /** Whether a later round of the same broadcast retries this connection. */
  public boolean isRetryable() {
    return retryable;
  }

  /** The name used in JSON, metrics and tables. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException if no outcome has this name
   */
  public static Outcome of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
