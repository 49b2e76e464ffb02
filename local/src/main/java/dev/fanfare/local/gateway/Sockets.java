package dev.fanfare.local.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.HttpRequest;
import java.time.Clock;

/** Makes connections: first a prepared one that nobody can post to, then an open one. */
final class Sockets {
  private final SocketRegistry registry;
  private final SocketLifecycle lifecycle;
  private final MessageRouting routing;
  private final GatewayIds ids;
  private final Clock clock;

  Sockets(
      SocketRegistry registry,
      SocketLifecycle lifecycle,
      MessageRouting routing,
      GatewayIds ids,
      Clock clock) {
    this.registry = registry;
    this.lifecycle = lifecycle;
    this.routing = routing;
    this.ids = ids;
    this.clock = clock;
  }

  SocketConnection prepare(Channel channel, HttpRequest handshake) {
    return new SocketConnection(ids.next(), channel, handshake, clock.instant());
  }

  /** Enters the connection into the books and returns who handles its frames. */
  ChannelHandler open(SocketConnection connection) {
    connection.touch(clock.instant());
    registry.add(connection);
    return new SocketHandler(connection, lifecycle, routing, clock);
  }
}
