package dev.fanfare.local.apigateway.management;

import io.netty.handler.codec.http.FullHttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** What becomes of the TCP connection that a call came by. */
public sealed interface Reply {

  /**
   * The call is answered.
   *
   * @param response most often known already; else when the process that holds the socket has told
   * @param late how much later than others
   */
  record Answered(CompletableFuture<FullHttpResponse> response, Duration late) implements Reply {}

  /** The connection is reset, as by a host that has crashed. */
  record Reset() implements Reply {}

  static Reply of(FullHttpResponse response) {
    return once(CompletableFuture.completedFuture(response));
  }

  static Reply once(CompletableFuture<FullHttpResponse> response) {
    return new Answered(response, Duration.ZERO);
  }
}
