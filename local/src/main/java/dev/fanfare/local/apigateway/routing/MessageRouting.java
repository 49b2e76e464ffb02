package dev.fanfare.local.apigateway.routing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.local.apigateway.GatewayApi;
import dev.fanfare.local.apigateway.GatewayCounts;
import dev.fanfare.local.apigateway.GatewayIds;
import dev.fanfare.local.apigateway.RequestThrottle;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Calls the function of a message's route, or answers for a mock integration. If the route has a
 * route response, the client gets the function's body, whatever its status code; without one, as on
 * AWS, the client gets errors only. Messages above the route's throttle are refused.
 */
public final class MessageRouting {
  private final GatewayApi api;
  private final RouteSelection selection;
  private final GatewayEvents events;
  private final Integration integration;
  private final GatewayIds ids;
  private final GatewayCounts counts;
  private final Map<String, RequestThrottle> throttles;

  /**
   * @param clock for throttles
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
                    Map.Entry::getKey,
                    throttle -> new RequestThrottle(throttle.getValue(), clock)));
  }

  void receive(SocketConnection connection, String message) {
    counts.message().run();
    String requestId = ids.next();
    selection
        .select(message)
        .ifPresentOrElse(
            routeKey -> admit(connection, routeKey, requestId, message),
            () -> tell(connection, "Forbidden", requestId));
  }

  private void admit(
      SocketConnection connection, String routeKey, String requestId, String message) {
    RequestThrottle throttle = throttles.get(routeKey);
    Optional<String> mock = api.mock(routeKey);
    if (throttle != null && !throttle.tryTake()) {
      // AWS documents no text for this; its HTTP APIs use this one.
      tell(connection, "Too Many Requests", requestId);
    } else if (mock.isEmpty()) {
      integration
          .call(
              api.function(routeKey).orElseThrow(),
              events.message(connection, routeKey, requestId, message))
          .thenApply(ProxyResponse::of)
          .thenAccept(response -> answer(connection, routeKey, requestId, response));
    } else if (api.responds(routeKey)) {
      tell(connection, mock.get());
    }
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

  /** AWS does not document this case; no message may be longer. */
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
    counts.message().run();
    connection.wire().tell(text);
  }
}
