package dev.fanfare.local.apigateway.routing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.local.apigateway.sockets.SocketWire;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One client's connection. Keep it small: there may be tens of thousands. */
public final class SocketConnection {
  private final String id;
  private final SocketWire wire;
  private final long connectedAt;
  private final @Nullable String userAgent;
  private volatile long lastActiveAt;
  private volatile @Nullable ObjectNode authorizer;

  SocketConnection(String id, SocketWire wire, HttpRequest handshake, Instant now) {
    this.id = id;
    this.wire = wire;
    this.connectedAt = now.toEpochMilli();
    this.lastActiveAt = connectedAt;
    this.userAgent = handshake.headers().get(HttpHeaderNames.USER_AGENT);
  }

  String id() {
    return id;
  }

  public SocketWire wire() {
    return wire;
  }

  public Instant connectedAt() {
    return Instant.ofEpochMilli(connectedAt);
  }

  public String sourceIp() {
    return wire.sourceIp();
  }

  public Optional<String> userAgent() {
    return Optional.ofNullable(userAgent);
  }

  /** The time of the last frame in either direction. */
  public Instant lastActiveAt() {
    return Instant.ofEpochMilli(lastActiveAt);
  }

  public void touch(Instant now) {
    lastActiveAt = now.toEpochMilli();
  }

  /** The authorizer's context for this client, which is part of every later event. */
  Optional<ObjectNode> authorizer() {
    return Optional.ofNullable(authorizer);
  }

  void authorizedAs(ObjectNode context) {
    authorizer = context;
  }
}
