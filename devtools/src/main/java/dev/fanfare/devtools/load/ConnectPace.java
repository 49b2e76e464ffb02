package dev.fanfare.devtools.load;

import java.time.Duration;

/**
 * How hard to knock. A client whose handshake is answered 429 keeps its place among those who
 * connect while it waits, so that a refused crowd knocks at most {@code concurrency / retryPause}
 * times per second.
 *
 * @param concurrency handshakes under way at once
 * @param retryPause wait after a 429
 * @param attempts handshakes of one client before its 429 counts as a failure
 * @param handshakeTimeout longest wait for one handshake's answer
 */
public record ConnectPace(
    int concurrency, Duration retryPause, int attempts, Duration handshakeTimeout) {

  /** Fits AWS's 500 new connections per second. */
  public static final ConnectPace DEFAULT =
      new ConnectPace(100, Duration.ofMillis(250), 200, Duration.ofSeconds(35));

  public ConnectPace {
    if (concurrency < 1 || attempts < 1 || retryPause.isNegative()) {
      throw new IllegalArgumentException(
          "A pace needs at least 1 at once, 1 attempt and no negative pause, not %d, %d, %s"
              .formatted(concurrency, attempts, retryPause));
    }
    if (handshakeTimeout.toMillis() < 1) {
      throw new IllegalArgumentException("No time for a handshake: " + handshakeTimeout);
    }
  }

  /** The same pace for one of several processes that connect at the same time. */
  ConnectPace sharedBy(int processes) {
    return new ConnectPace(
        Math.max(1, concurrency / processes), retryPause, attempts, handshakeTimeout);
  }
}
