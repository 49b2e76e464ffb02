package dev.fanfare.direct;

import java.time.Duration;

/** Clients have caused more posts than they may make: the message was not taken. */
public final class BusyException extends RuntimeException {
  private final Duration wait;

  /**
   * @param wait when to try again
   */
  public BusyException(Duration wait) {
    super("clients have too many posts to come: try again in " + wait.toMillis() + " ms");
    this.wait = wait;
  }

  /** When to try again. */
  public Duration retryAfter() {
    return wait;
  }
}
