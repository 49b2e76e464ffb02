package dev.fanfare.local.gateway;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Ends connections, each once: from that moment a post to it answers 410, and {@code $disconnect}
 * is told unless the rule loses it. Any thread may call.
 */
final class SocketLifecycle {
  /** How long a client may take to answer a close frame before its TCP connection is cut. */
  private static final Duration CLOSE_GRACE = Duration.ofSeconds(5);

  /** How long all clients together may take to be sent a close frame when the gateway ends. */
  private static final Duration CLOSE_ALL_GRACE = Duration.ofSeconds(2);

  private static final String GOING_AWAY = "Going away";

  private final SocketRegistry registry;
  private final GatewayApi api;
  private final GatewayEvents events;
  private final Integration integration;
  private final DisconnectRule disconnects;

  SocketLifecycle(
      SocketRegistry registry,
      GatewayApi api,
      GatewayEvents events,
      Integration integration,
      DisconnectRule disconnects) {
    this.registry = registry;
    this.api = api;
    this.events = events;
    this.integration = integration;
    this.disconnects = disconnects;
  }

  /**
   * Takes the connection out of the books; a second call does nothing.
   *
   * @return whether this was the first call
   */
  boolean ended(SocketConnection connection, Departure departure) {
    boolean isFirst = registry.remove(connection);
    if (isFirst && disconnects.delivers(departure)) {
      api.function(GatewayApi.DISCONNECT)
          .ifPresent(
              function -> integration.call(function, events.disconnect(connection, departure)));
    }
    return isFirst;
  }

  /** Ends the connection from this side: close frame, the client's answer or a grace, then TCP. */
  void close(SocketConnection connection, WebSocketCloseStatus status, String reason) {
    ended(connection, Departure.byServer(status.code(), reason));
    var channel = connection.channel();
    channel.writeAndFlush(new CloseWebSocketFrame(status, reason));
    channel
        .eventLoop()
        .schedule(() -> channel.close(), CLOSE_GRACE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Closes whoever has been silent or has lived for too long. */
  void closeExpired(Clock clock, Duration idleTimeout, Duration lifetime) {
    Instant now = clock.instant();
    for (SocketConnection connection : registry.all()) {
      boolean idle = !now.isBefore(connection.lastActiveAt().plus(idleTimeout));
      if (idle || !now.isBefore(connection.connectedAt().plus(lifetime))) {
        close(connection, WebSocketCloseStatus.ENDPOINT_UNAVAILABLE, GOING_AWAY);
      }
    }
  }

  /**
   * Closes everyone at the end of the gateway itself; nobody is left to be told of it. Waits a
   * little for the close frames to be written, or the end of the event loops would swallow them.
   */
  void closeAll() {
    List<ChannelFuture> closed = new ArrayList<>();
    for (SocketConnection connection : registry.all()) {
      registry.remove(connection);
      ChannelFuture written =
          connection
              .channel()
              .writeAndFlush(
                  new CloseWebSocketFrame(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE, GOING_AWAY));
      closed.add(written.addListener(ChannelFutureListener.CLOSE));
    }
    long deadline = System.nanoTime() + CLOSE_ALL_GRACE.toNanos();
    for (ChannelFuture one : closed) {
      one.awaitUninterruptibly(TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()) + 1);
    }
  }
}
