package dev.fanfare.local.apigateway.management;

import io.netty.handler.codec.http.FullHttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The reply to a call, or a reset of its TCP connection. */
public sealed interface Reply {

  /**
   * A response to the call.
   *
   * @param response usually complete; otherwise it completes when the process that holds the socket
   *     replies
   * @param late a delay in addition to the gateway's latency
   */
  record Answered(CompletableFuture<FullHttpResponse> response, Duration late) implements Reply {}

  /** A reset of the TCP connection, as if the host had crashed. */
  record Reset() implements Reply {}

  static Reply of(FullHttpResponse response) {
    return once(CompletableFuture.completedFuture(response));
  }

  static Reply once(CompletableFuture<FullHttpResponse> response) {
    return new Answered(response, Duration.ZERO);
  }
}
