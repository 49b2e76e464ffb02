package dev.fanfare.local.apigateway.routing;

import dev.fanfare.local.apigateway.DisconnectRule;
import dev.fanfare.local.apigateway.GatewayApi;
import dev.fanfare.local.apigateway.sockets.CloseAll;
import dev.fanfare.local.apigateway.sockets.Departure;
import dev.fanfare.local.apigateway.sockets.SocketWire;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends connections, each once: from that moment a post to it answers 410, and {@code $disconnect}
 * is told unless the rule loses it. Any thread may call.
 */
public final class SocketLifecycle {

  private final SocketRegistry registry;
  private final GatewayApi api;
  private final GatewayEvents events;
  private final Integration integration;
  private final DisconnectRule disconnects;

  public SocketLifecycle(
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
  public void close(SocketConnection connection, WebSocketCloseStatus status, String reason) {
    ended(connection, Departure.byServer(status.code(), reason));
    connection.wire().close(status, reason);
  }

  /** Closes whoever has been silent or has lived for too long. */
  public void closeExpired(Clock clock, Duration idleTimeout, Duration lifetime) {
    Instant now = clock.instant();
    for (SocketConnection connection : registry.all()) {
      boolean idle = !now.isBefore(connection.lastActiveAt().plus(idleTimeout));
      if (idle || !now.isBefore(connection.connectedAt().plus(lifetime))) {
        close(connection, WebSocketCloseStatus.ENDPOINT_UNAVAILABLE, SocketWire.GOING_AWAY);
      }
    }
  }

  /** Forgets everyone at the end of the gateway itself; nobody is left to be told of it. */
  public void closeAll() {
    List<SocketWire> wires = new ArrayList<>();
    for (SocketConnection connection : registry.all()) {
      registry.remove(connection);
      wires.add(connection.wire());
    }
    CloseAll.of(wires);
  }
}
