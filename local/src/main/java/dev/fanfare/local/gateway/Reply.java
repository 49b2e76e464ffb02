package dev.fanfare.local.gateway;

import io.netty.handler.codec.http.FullHttpResponse;
import java.time.Duration;

/** What becomes of the TCP connection that a call came by. */
sealed interface Reply {

  /**
   * The call is answered.
   *
   * @param late how much later than others
   */
  record Answered(FullHttpResponse response, Duration late) implements Reply {}

  /** The connection is reset, as by a host that has crashed. */
  record Reset() implements Reply {}

  static Reply of(FullHttpResponse response) {
    return new Answered(response, Duration.ZERO);
  }
}
