package dev.fanfare.local.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * One client's connection, from its handshake on. There may be tens of thousands: keep it small.
 */
final class SocketConnection {
  private final String id;
  private final Channel channel;
  private final long connectedAt;
  private final String sourceIp;
  private final String userAgent;
  private volatile long lastActiveAt;
  private volatile ObjectNode authorizer;

  SocketConnection(String id, Channel channel, HttpRequest handshake, Instant now) {
    this.id = id;
    this.channel = channel;
    this.connectedAt = now.toEpochMilli();
    this.lastActiveAt = connectedAt;
    this.sourceIp = ((InetSocketAddress) channel.remoteAddress()).getAddress().getHostAddress();
    this.userAgent = handshake.headers().get(HttpHeaderNames.USER_AGENT);
  }

  String id() {
    return id;
  }

  Channel channel() {
    return channel;
  }

  Instant connectedAt() {
    return Instant.ofEpochMilli(connectedAt);
  }

  String sourceIp() {
    return sourceIp;
  }

  Optional<String> userAgent() {
    return Optional.ofNullable(userAgent);
  }

  /** When a frame last went either way. */
  Instant lastActiveAt() {
    return Instant.ofEpochMilli(lastActiveAt);
  }

  void touch(Instant now) {
    lastActiveAt = now.toEpochMilli();
  }

  /** What the authorizer said of this client; every later event carries it. */
  Optional<ObjectNode> authorizer() {
    return Optional.ofNullable(authorizer);
  }

  void authorizedAs(ObjectNode context) {
    authorizer = context;
  }
}
