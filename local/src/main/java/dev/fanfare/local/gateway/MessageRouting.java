package dev.fanfare.local.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;

/**
 * Brings a client's message to the function of its route. What the function answers stays here, as
 * on AWS without a route response; the client hears only of what went wrong.
 */
final class MessageRouting {
  private final GatewayApi api;
  private final RouteSelection selection;
  private final GatewayEvents events;
  private final Integration integration;
  private final GatewayIds ids;

  MessageRouting(
      GatewayApi api,
      RouteSelection selection,
      GatewayEvents events,
      Integration integration,
      GatewayIds ids) {
    this.api = api;
    this.selection = selection;
    this.events = events;
    this.integration = integration;
    this.ids = ids;
  }

  void receive(SocketConnection connection, String message) {
    String requestId = ids.next();
    selection
        .select(message)
        .ifPresentOrElse(
            routeKey -> invoke(connection, routeKey, requestId, message),
            () -> tell(connection, "Forbidden", requestId));
  }

  private void invoke(
      SocketConnection connection, String routeKey, String requestId, String message) {
    byte[] event = events.message(connection, routeKey, requestId, message);
    integration
        .call(api.function(routeKey).orElseThrow(), event)
        .thenApply(ProxyAnswer::of)
        .thenAccept(
            answer -> {
              if (answer.failed()) {
                tell(connection, "Internal server error", requestId);
              }
            });
  }

  private static void tell(SocketConnection connection, String text, String requestId) {
    if (!connection.channel().isWritable()) {
      return; // A client that sends without reading must not fill this side's memory.
    }
    String message =
        JsonNodeFactory.instance
            .objectNode()
            .put("message", text)
            .put("connectionId", connection.id())
            .put("requestId", requestId)
            .toString();
    connection.channel().writeAndFlush(new TextWebSocketFrame(message));
  }
}
