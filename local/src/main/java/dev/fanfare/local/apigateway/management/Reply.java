package dev.fanfare.local.apigateway.management;

import io.netty.handler.codec.http.FullHttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The reply to a call, or the end of its TCP connection. */
public sealed interface Reply {

  /**
   * The call is answered.
   *
   * @param response usually complete; otherwise it completes when the process that holds the socket
   *     replies
   * @param late the additional delay
   */
  record Answered(CompletableFuture<FullHttpResponse> response, Duration late) implements Reply {}

  /** The connection is reset, as if the host had crashed. */
  record Reset() implements Reply {}

  static Reply of(FullHttpResponse response) {
    return once(CompletableFuture.completedFuture(response));
  }

  static Reply once(CompletableFuture<FullHttpResponse> response) {
    return new Answered(response, Duration.ZERO);
  }
}
