package dev.fanfare.local.apigateway.management;

import static java.util.concurrent.CompletableFuture.completedFuture;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.local.apigateway.GatewayCounts;
import dev.fanfare.local.apigateway.GatewayIds;
import dev.fanfare.local.apigateway.PostFaults;
import dev.fanfare.local.apigateway.TokenBucket;
import dev.fanfare.local.apigateway.http.Responses;
import dev.fanfare.local.apigateway.routing.SocketConnection;
import dev.fanfare.local.apigateway.routing.SocketLifecycle;
import dev.fanfare.local.apigateway.sockets.WriteResult;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The {@code @connections} API: it posts to a connection, describes it and closes it. Each call
 * takes a token of the account's request rate. The response to a post means that the message is in
 * the client's buffer; the client may not have received it.
 */
public record ConnectionsApi(
    SocketLifecycle lifecycle,
    TokenBucket requests,
    PostFaults faults,
    GatewayCounts counts,
    Clock clock) {
  private static final Duration SLOW = Duration.ofSeconds(2);

  /** The error response to a call with this header; empty if the call may proceed. */
  public Optional<FullHttpResponse> objection(String authorization) {
    Optional<FullHttpResponse> unsigned =
        SignedRequest.objection(authorization).map(Responses::forbidden);
    if (unsigned.isPresent()) {
      return unsigned;
    }
    return requests.tryTake() ? Optional.empty() : Optional.of(Responses.limitExceeded());
  }

  /**
   * Handles one call.
   *
   * @param id the connection id, percent-decoded
   */
  public Reply answer(String id, FullHttpRequest request) {
    String authorization = request.headers().get(HttpHeaderNames.AUTHORIZATION);
    Optional<FullHttpResponse> objection = objection(authorization);
    if (objection.isPresent()) {
      return Reply.of(objection.get());
    }
    return request.method().equals(HttpMethod.POST) && faults != PostFaults.NONE
        ? withFault(id, request)
        : Reply.once(permitted(id, request));
  }

  private Reply withFault(String id, FullHttpRequest request) {
    var signedAt = SignedRequest.signedAt(request.headers().get(SignedRequest.DATE_HEADER));
    return switch (faults.strike(new PostFaults.Post(id, signedAt))) {
      case NONE -> Reply.once(permitted(id, request));
      case THROTTLED -> Reply.of(Responses.limitExceeded());
      case INTERNAL_ERROR -> Reply.of(Responses.message(HttpResponseStatus.INTERNAL_SERVER_ERROR));
      case UNAVAILABLE -> Reply.of(Responses.message(HttpResponseStatus.SERVICE_UNAVAILABLE));
      case RESET -> new Reply.Reset();
      case LOST_ANSWER -> {
        permitted(id, request).thenAccept(FullHttpResponse::release);
        yield new Reply.Reset();
      }
      case SLOW -> new Reply.Answered(permitted(id, request), SLOW);
    };
  }

  private CompletableFuture<FullHttpResponse> permitted(String id, FullHttpRequest request) {
    if (!GatewayIds.isWellFormed(id)) {
      return completedFuture(
          Responses.refusal(
              HttpResponseStatus.BAD_REQUEST,
              "BadRequestException",
              "Invalid connectionId: " + id));
    }
    String method = request.method().name();
    return lifecycle
        .find(id)
        .map(
            connection ->
                switch (method) {
                  case "POST" -> post(connection, request.content());
                  case "GET" -> completedFuture(describe(connection));
                  case "DELETE" -> completedFuture(delete(connection));
                  default -> throw new IllegalArgumentException(method);
                })
        .orElseGet(() -> completedFuture(Responses.gone()));
  }

  private CompletableFuture<FullHttpResponse> post(SocketConnection connection, ByteBuf message) {
    return connection.wire().post(message).thenApply(result -> posted(connection, result));
  }

  private FullHttpResponse posted(SocketConnection connection, WriteResult result) {
    return switch (result) {
      case WRITTEN -> {
        connection.touch(clock.instant());
        counts.message().run();
        yield Responses.empty(HttpResponseStatus.OK);
      }
      case BUFFER_FULL -> Responses.limitExceeded();
      case GONE -> Responses.gone();
    };
  }

  private FullHttpResponse describe(SocketConnection connection) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("connectedAt", connection.connectedAt().truncatedTo(ChronoUnit.MILLIS).toString());
    ObjectNode identity = body.putObject("identity");
    identity.put("sourceIp", connection.sourceIp());
    connection.userAgent().ifPresent(agent -> identity.put("userAgent", agent));
    body.put("lastActiveAt", connection.lastActiveAt().toString());
    return Responses.json(HttpResponseStatus.OK, body.toString());
  }

  private FullHttpResponse delete(SocketConnection connection) {
    lifecycle.close(connection, WebSocketCloseStatus.NORMAL_CLOSURE, "Connection Closed Normally");
    return Responses.empty(HttpResponseStatus.NO_CONTENT);
  }
}
