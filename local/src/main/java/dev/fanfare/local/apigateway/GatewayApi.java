package dev.fanfare.local.apigateway;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A deployed WebSocket API, as a template declares it.
 *
 * @param apiId the API's id, such as {@code a1b2c3d4e5}
 * @param stage the only stage, the first segment of every path
 * @param routeSelectionExpression the path of the route key in a message, such as {@code
 *     $request.body.action}
 * @param routes function names by route key: {@code $connect}, {@code $disconnect}, {@code
 *     $default} or a custom key
 * @param authorizer the authorizer of {@code $connect}, if any
 * @param mocks response bodies of mock integrations, by route key
 * @param responding keys of the routes with a route response: clients get the body of the
 *     function's response
 * @param throttles the rate of messages from all clients, by route key; routes without an entry
 *     have no limit
 */
public record GatewayApi(
    String apiId,
    String stage,
    String routeSelectionExpression,
    Map<String, String> routes,
    Map<String, String> mocks,
    Optional<GatewayAuthorizer> authorizer,
    Set<String> responding,
    Map<String, GatewayQuotas.Rate> throttles) {

  public static final String CONNECT = "$connect";
  public static final String DISCONNECT = "$disconnect";
  public static final String DEFAULT = "$default";

  public GatewayApi {
    routes = Collections.unmodifiableMap(new LinkedHashMap<>(routes));
    mocks = Map.copyOf(mocks);
    responding = Set.copyOf(responding);
    throttles = Map.copyOf(throttles);
    if (!stage.matches("[A-Za-z0-9_$-]{1,128}")) {
      throw new IllegalArgumentException("Not a stage name: '" + stage + "'");
    }
  }

  /** An API without mocks, route responses and throttles. */
  public GatewayApi(
      String apiId,
      String stage,
      String routeSelectionExpression,
      Map<String, String> routes,
      Optional<GatewayAuthorizer> authorizer) {
    this(apiId, stage, routeSelectionExpression, routes, Map.of(), authorizer, Set.of(), Map.of());
  }

  /** An API without mocks, route responses, throttles and an authorizer. */
  public GatewayApi(
      String apiId, String stage, String routeSelectionExpression, Map<String, String> routes) {
    this(apiId, stage, routeSelectionExpression, routes, Optional.empty());
  }

  public boolean responds(String routeKey) {
    return responding.contains(routeKey);
  }

  public boolean hasRoute(String routeKey) {
    return routes.containsKey(routeKey) || mocks.containsKey(routeKey);
  }

  public Optional<String> mock(String routeKey) {
    return Optional.ofNullable(mocks.get(routeKey));
  }

  public Optional<String> function(String routeKey) {
    return Optional.ofNullable(routes.get(routeKey));
  }
}
