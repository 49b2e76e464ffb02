package dev.fanfare.local.apigateway.routing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.local.apigateway.GatewayApi;
import dev.fanfare.local.apigateway.GatewayCounts;
import dev.fanfare.local.apigateway.GatewayIds;
import dev.fanfare.local.apigateway.TokenBucket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Brings a client's message to the function of its route, or answers it for a mock integration. The
 * body that the function answers goes back to the client when the route has a route response,
 * whatever the status code; without one, as on AWS, the client hears only of what went wrong. What
 * is above a route's throttle goes nowhere.
 */
public final class MessageRouting {
  private final GatewayApi api;
  private final RouteSelection selection;
  private final GatewayEvents events;
  private final Integration integration;
  private final GatewayIds ids;
  private final GatewayCounts counts;
  private final Map<String, TokenBucket> throttles;

  /**
   * @param clock what throttles go by
   */
  public MessageRouting(
      GatewayApi api,
      RouteSelection selection,
      GatewayEvents events,
      Integration integration,
      GatewayIds ids,
      GatewayCounts counts,
      Clock clock) {
    this.api = api;
    this.selection = selection;
    this.events = events;
    this.integration = integration;
    this.ids = ids;
    this.counts = counts;
    this.throttles =
        api.throttles().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, throttle -> new TokenBucket(throttle.getValue(), clock)));
  }

  void receive(SocketConnection connection, String message) {
    counts.message();
    String requestId = ids.next();
    selection
        .select(message)
        .ifPresentOrElse(
            routeKey -> admit(connection, routeKey, requestId, message),
            () -> tell(connection, "Forbidden", requestId));
  }

  /** AWS documents no text for this; it is what its APIs say to HTTP clients. */
  private void admit(
      SocketConnection connection, String routeKey, String requestId, String message) {
    TokenBucket throttle = throttles.get(routeKey);
    if (throttle == null || throttle.tryTake()) {
      answer(connection, routeKey, requestId, message);
    } else {
      tell(connection, "Too Many Requests", requestId);
    }
  }

  private void answer(
      SocketConnection connection, String routeKey, String requestId, String message) {
    api.mock(routeKey)
        .ifPresentOrElse(
            text -> {
              if (api.responds(routeKey)) {
                tell(connection, text);
              }
            },
            () -> invoke(connection, routeKey, requestId, message));
  }

  private void invoke(
      SocketConnection connection, String routeKey, String requestId, String message) {
    byte[] event = events.message(connection, routeKey, requestId, message);
    integration
        .call(api.function(routeKey).orElseThrow(), event)
        .thenApply(ProxyResponse::of)
        .thenAccept(response -> answer(connection, routeKey, requestId, response));
  }

  private void answer(
      SocketConnection connection, String routeKey, String requestId, ProxyResponse response) {
    boolean isTooLong = response.body().filter(MessageRouting::isTooLong).isPresent();
    if (response.failed() || (api.responds(routeKey) && isTooLong)) {
      tell(connection, "Internal server error", requestId);
    } else if (api.responds(routeKey)) {
      response.body().filter(body -> !body.isEmpty()).ifPresent(body -> tell(connection, body));
    }
  }

  /** AWS does not say what it does then; no message is longer than this, whoever sends it. */
  private static boolean isTooLong(String body) {
    return body.getBytes(StandardCharsets.UTF_8).length > AwsLimits.MESSAGE_BYTES;
  }

  private void tell(SocketConnection connection, String text, String requestId) {
    String message =
        JsonNodeFactory.instance
            .objectNode()
            .put("message", text)
            .put("connectionId", connection.id())
            .put("requestId", requestId)
            .toString();
    tell(connection, message);
  }

  private void tell(SocketConnection connection, String text) {
    counts.message();
    connection.wire().tell(text);
  }
}
