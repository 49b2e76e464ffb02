package dev.fanfare.bench.client;

import java.time.Duration;

/**
 * How a client is to post.
 *
 * @param inFlight posts waiting for their answer at the same time
 * @param time for how long
 */
public record Load(int inFlight, Duration time) {
  /** HTTP/2 connections of a load generator; each carries its part of the posts in flight. */
  private static final int HTTP2_CONNECTIONS = 4;

  int http2Connections() {
    return Math.min(HTTP2_CONNECTIONS, inFlight);
  }

  int http2Streams() {
    return Math.max(1, inFlight / http2Connections());
  }

  /** Whole seconds, rounded up, since load generators know no others. */
  long seconds() {
    return time.plusMillis(999).toSeconds();
  }
}
