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
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Calls the function of a message's route, or responds for a mock integration. With a route
 * response, the client gets the function's body regardless of its status code; without one, as on
 * AWS, the client gets only errors. The gateway refuses messages above the route's throttle.
 */
public final class MessageRouting {
  private final GatewayApi api;
  private final RouteSelection selection;
  private final GatewayEvents events;
  private final Integration integration;
  private final GatewayIds ids;
  private final GatewayCounts counts;
  private final Map<String, TokenBucket> throttles;

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
    counts.message().run();
    String requestId = ids.next();
    selection
        .select(message)
        .ifPresentOrElse(
            routeKey -> admit(connection, routeKey, requestId, message),
            () -> send(connection, "Forbidden", requestId));
  }

  private void admit(
      SocketConnection connection, String routeKey, String requestId, String message) {
    TokenBucket throttle = throttles.get(routeKey);
    Optional<String> mock = api.mock(routeKey);
    if (throttle != null && !throttle.tryTake()) {
      // AWS does not document this text; its HTTP APIs use it.
      send(connection, "Too Many Requests", requestId);
    } else if (mock.isEmpty()) {
      integration
          .call(
              api.function(routeKey).orElseThrow(),
              events.message(connection, routeKey, requestId, message))
          .thenApply(ProxyResponse::of)
          .thenAccept(response -> answer(connection, routeKey, requestId, response));
    } else if (api.responds(routeKey)) {
      send(connection, mock.get());
    }
  }

  private void answer(
      SocketConnection connection, String routeKey, String requestId, ProxyResponse response) {
    boolean isTooLong = response.body().filter(MessageRouting::isTooLong).isPresent();
    if (response.failed() || (api.responds(routeKey) && isTooLong)) {
      send(connection, "Internal server error", requestId);
    } else if (api.responds(routeKey)) {
      response.body().filter(body -> !body.isEmpty()).ifPresent(body -> send(connection, body));
    }
  }

  /** AWS does not document this case, but no message may be longer. */
  private static boolean isTooLong(String body) {
    return body.getBytes(StandardCharsets.UTF_8).length > AwsLimits.MESSAGE_BYTES;
  }

  private void send(SocketConnection connection, String text, String requestId) {
    String message =
        JsonNodeFactory.instance
            .objectNode()
            .put("message", text)
            .put("connectionId", connection.id())
            .put("requestId", requestId)
            .toString();
    send(connection, message);
  }

  private void send(SocketConnection connection, String text) {
    counts.message().run();
    connection.wire().send(text);
  }
}
