package dev.fanfare.local.apigateway.routing;

import dev.fanfare.local.apigateway.GatewayIds;
import dev.fanfare.local.apigateway.sockets.Departure;
import dev.fanfare.local.apigateway.sockets.SocketListener;
import dev.fanfare.local.apigateway.sockets.SocketWire;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.time.Clock;

/** Makes connections: first a prepared one that nobody can post to, then an open one. */
public final class Sockets {
  private final SocketRegistry registry;
  private final SocketLifecycle lifecycle;
  private final MessageRouting routing;
  private final GatewayIds ids;
  private final Clock clock;

  public Sockets(
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

  SocketConnection prepare(SocketWire wire, HttpRequest handshake) {
    return new SocketConnection(ids.next(), wire, handshake, clock.instant());
  }

  /** Enters the connection into the books. */
  void open(SocketConnection connection) {
    connection.touch(clock.instant());
    registry.add(connection);
  }

  /** Who must be told what becomes of the connection. */
  SocketListener listener(SocketConnection connection) {
    return new SocketListener() {
      @Override
      public void active() {
        connection.touch(clock.instant());
      }

      @Override
      public void message(String text) {
        routing.receive(connection, text);
      }

      @Override
      public boolean ended(Departure departure) {
        return lifecycle.ended(connection, departure);
      }

      @Override
      public void close(WebSocketCloseStatus status, String reason) {
        lifecycle.close(connection, status, reason);
      }
    };
  }
}
