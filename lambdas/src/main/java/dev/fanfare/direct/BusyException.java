package dev.fanfare.direct;

import java.time.Duration;

/** Clients have too many pending posts; the message was not accepted. */
public final class BusyException extends RuntimeException {
  private final Duration wait;

  /**
   * @param wait how long to wait before a retry
   */
  public BusyException(Duration wait) {
    super("clients have too many pending posts: try again in " + wait.toMillis() + " ms");
    this.wait = wait;
  }

  /** How long to wait before a retry. */
  public Duration retryAfter() {
    return wait;
  }
}
