package dev.fanfare.bench.client;

import java.time.Duration;

/**
 * The load of a client.
 *
 * @param inFlight number of posts that wait for their response at the same time
 * @param time duration of posting
 */
public record Load(int inFlight, Duration time) {
  /** Number of HTTP/2 connections of a load generator, which share the posts in flight. */
  private static final int HTTP2_CONNECTIONS = 4;

  int http2Connections() {
    return Math.min(HTTP2_CONNECTIONS, inFlight);
  }

  int http2Streams() {
    return Math.max(1, inFlight / http2Connections());
  }

  /**
   * Returns the duration in whole seconds, rounded up, because load generators accept no fractions.
   */
  long seconds() {
    return time.plusMillis(999).toSeconds();
  }
}
