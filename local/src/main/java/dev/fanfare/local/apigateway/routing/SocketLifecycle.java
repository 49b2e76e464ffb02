package dev.fanfare.local.apigateway.routing;

import dev.fanfare.local.apigateway.GatewayApi;
import dev.fanfare.local.apigateway.GatewayQuotas;
import dev.fanfare.local.apigateway.sockets.Departure;
import dev.fanfare.local.apigateway.sockets.SocketWire;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The open connections. A connection ends once: then posts to it get 410, and the gateway delivers
 * {@code $disconnect} unless the rule loses it. Any thread may call it.
 */
public record SocketLifecycle(
    Map<String, SocketConnection> open,
    GatewayApi api,
    GatewayEvents events,
    Integration integration,
    Predicate<Departure> disconnects) {

  public SocketLifecycle(
      GatewayApi api,
      GatewayEvents events,
      Integration integration,
      Predicate<Departure> disconnects) {
    this(new ConcurrentHashMap<>(), api, events, integration, disconnects);
  }

  void opened(SocketConnection connection) {
    open.put(connection.id(), connection);
  }

  public Optional<SocketConnection> find(String id) {
    return Optional.ofNullable(open.get(id));
  }

  public int size() {
    return open.size();
  }

  /**
   * Ends the connection; a second call does nothing.
   *
   * @return whether this was the first call
   */
  boolean ended(SocketConnection connection, Departure departure) {
    boolean isFirst = open.remove(connection.id(), connection);
    if (isFirst && disconnects.test(departure)) {
      api.function(GatewayApi.DISCONNECT)
          .ifPresent(
              function -> integration.call(function, events.disconnect(connection, departure)));
    }
    return isFirst;
  }

  /**
   * Ends the connection from this side: a close frame, the client's reply or a timeout, then TCP.
   */
  public void close(SocketConnection connection, WebSocketCloseStatus status, String reason) {
    ended(connection, Departure.byServer(status.code(), reason));
    connection.wire().close(status, reason);
  }

  /** Closes the connections that have been silent or open for too long. */
  public void closeExpired(Clock clock, GatewayQuotas.Timeouts timeouts) {
    Instant now = clock.instant();
    for (SocketConnection connection : open.values()) {
      boolean idle = !now.isBefore(connection.lastActiveAt().plus(timeouts.idle()));
      if (idle || !now.isBefore(connection.connectedAt().plus(timeouts.lifetime()))) {
        close(connection, WebSocketCloseStatus.ENDPOINT_UNAVAILABLE, SocketWire.GOING_AWAY);
      }
    }
  }

  /** Closes all connections when the gateway ends, without {@code $disconnect}. */
  public void closeAll() {
    List<SocketWire> wires = new ArrayList<>();
    for (SocketConnection connection : open.values()) {
      open.remove(connection.id());
      wires.add(connection.wire());
    }
    SocketWire.leaveAll(wires);
  }
}
