package dev.fanfare.devtools.load;

import java.time.Duration;

/**
 * How fast clients connect. A client that gets a 429 waits and still counts toward the concurrency,
 * so that refused clients send at most {@code concurrency / retryPause} handshakes per second.
 *
 * @param concurrency maximum number of concurrent handshakes, at least 1
 * @param retryPause wait after a 429
 * @param attempts maximum number of handshakes of one client, at least 1; after that, a 429 counts
 *     as a failure
 * @param handshakeTimeout maximum wait for the response to a handshake
 */
public record ConnectPace(
    int concurrency, Duration retryPause, int attempts, Duration handshakeTimeout) {

  /** Suits the AWS quota of 500 new connections per second. */
  public static final ConnectPace DEFAULT =
      new ConnectPace(100, Duration.ofMillis(250), 200, Duration.ofSeconds(35));

  public ConnectPace {
    if (concurrency < 1 || attempts < 1 || retryPause.isNegative()) {
      throw new IllegalArgumentException(
          "A pace needs a concurrency and attempts of at least 1, and no negative pause, not %d, %d, %s"
              .formatted(concurrency, attempts, retryPause));
    }
    if (handshakeTimeout.toMillis() < 1) {
      throw new IllegalArgumentException(
          "The handshake timeout must be at least 1 ms, not " + handshakeTimeout);
    }
  }

  /**
   * Returns the pace of one of several processes that connect at the same time and share this pace.
   */
  ConnectPace sharedBy(int processes) {
    return new ConnectPace(
        Math.max(1, concurrency / processes), retryPause, attempts, handshakeTimeout);
  }
}
