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
 * @param stage the one stage, which is the first segment of every path
 * @param routeSelectionExpression where a message names its route, such as {@code
 *     $request.body.action}
 * @param routes route key ({@code $connect}, {@code $disconnect}, {@code $default} or a custom one)
 *     to the name of its function
 * @param authorizer who decides on {@code $connect}, if anybody
 * @param mocks route key to what is answered without a function, for routes of a mock integration
 * @param responding keys of the routes that have a route response: their clients get the body that
 *     the function answers
 * @param throttles route key to how many messages it takes, of all clients together; a route that
 *     is not named takes any number
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
      throw new IllegalArgumentException("Not the name of a stage: '" + stage + "'");
    }
  }

  /** An API that answers no messages. */
  public GatewayApi(
      String apiId,
      String stage,
      String routeSelectionExpression,
      Map<String, String> routes,
      Optional<GatewayAuthorizer> authorizer) {
    this(apiId, stage, routeSelectionExpression, routes, Map.of(), authorizer, Set.of(), Map.of());
  }

  /** An API that answers no messages, without an authorizer. */
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
