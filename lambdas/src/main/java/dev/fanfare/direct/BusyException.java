package dev.fanfare.direct;

import java.time.Duration;

/** Clients have too many pending posts; the message was not accepted. */
public final class BusyException extends RuntimeException {
  private final Duration wait;

  /**
   * @param wait how long to wait before a retry
   */
  public BusyException(Duration wait) {
    super("too many posts of clients are pending: try again in " + wait.toMillis() + " ms");
    this.wait = wait;
  }

  /** How long to wait before a retry. */
  public Duration retryAfter() {
    return wait;
  }
}
