package dev.fanfare.local.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The {@code @connections} API: post to, look at and close one connection. Each call draws from the
 * account's request rate. A post is answered when the message is in the client's buffer, not when
 * the client has it.
 */
final class ConnectionsApi {
  private final SocketRegistry registry;
  private final SocketLifecycle lifecycle;
  private final TokenBucket requests;
  private final Clock clock;

  ConnectionsApi(
      SocketRegistry registry, SocketLifecycle lifecycle, TokenBucket requests, Clock clock) {
    this.registry = registry;
    this.lifecycle = lifecycle;
    this.requests = requests;
    this.clock = clock;
  }

  /** Why the call must be refused whatever it asks for; empty when it need not. */
  Optional<FullHttpResponse> objection(String authorization) {
    Optional<FullHttpResponse> unsigned =
        SignedRequest.objection(authorization).map(Answers::forbidden);
    if (unsigned.isPresent()) {
      return unsigned;
    }
    return requests.tryTake() ? Optional.empty() : Optional.of(Answers.limitExceeded());
  }

  /**
   * Answers one call.
   *
   * @param id the connection's id, already percent-decoded
   */
  FullHttpResponse answer(String id, FullHttpRequest request) {
    String authorization = request.headers().get(HttpHeaderNames.AUTHORIZATION);
    return objection(authorization).orElseGet(() -> permitted(id, request));
  }

  private FullHttpResponse permitted(String id, FullHttpRequest request) {
    if (!GatewayIds.isWellFormed(id)) {
      return Answers.refusal(
          HttpResponseStatus.BAD_REQUEST, "BadRequestException", "Invalid connectionId: " + id);
    }
    String method = request.method().name();
    return registry
        .find(id)
        .map(
            connection ->
                switch (method) {
                  case "POST" -> post(connection, request.content());
                  case "GET" -> describe(connection);
                  case "DELETE" -> delete(connection);
                  default -> throw new IllegalArgumentException(method);
                })
        .orElseGet(Answers::gone);
  }

  private FullHttpResponse post(SocketConnection connection, ByteBuf message) {
    if (!connection.channel().isWritable()) {
      return Answers.limitExceeded();
    }
    connection.channel().writeAndFlush(new TextWebSocketFrame(message.retain()));
    connection.touch(clock.instant());
    return Answers.empty(HttpResponseStatus.OK);
  }

  private FullHttpResponse describe(SocketConnection connection) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("connectedAt", connection.connectedAt().truncatedTo(ChronoUnit.MILLIS).toString());
    ObjectNode identity = body.putObject("identity");
    identity.put("sourceIp", connection.sourceIp());
    connection.userAgent().ifPresent(agent -> identity.put("userAgent", agent));
    body.put("lastActiveAt", connection.lastActiveAt().toString());
    return Answers.json(HttpResponseStatus.OK, body.toString());
  }

  private FullHttpResponse delete(SocketConnection connection) {
    lifecycle.close(connection, WebSocketCloseStatus.NORMAL_CLOSURE, "Connection Closed Normally");
    return Answers.empty(HttpResponseStatus.NO_CONTENT);
  }
}
