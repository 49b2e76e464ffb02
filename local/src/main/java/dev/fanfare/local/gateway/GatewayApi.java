package dev.fanfare.local.gateway;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

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
 */
public record GatewayApi(
    String apiId,
    String stage,
    String routeSelectionExpression,
    Map<String, String> routes,
    Optional<GatewayAuthorizer> authorizer) {

  static final String CONNECT = "$connect";
  static final String DISCONNECT = "$disconnect";
  static final String DEFAULT = "$default";

  public GatewayApi {
    Objects.requireNonNull(apiId);
    Objects.requireNonNull(routeSelectionExpression);
    Objects.requireNonNull(authorizer);
    routes = Map.copyOf(routes);
    if (!stage.matches("[A-Za-z0-9_$-]{1,128}")) {
      throw new IllegalArgumentException("Not the name of a stage: '" + stage + "'");
    }
  }

  /** An API without an authorizer. */
  public GatewayApi(
      String apiId, String stage, String routeSelectionExpression, Map<String, String> routes) {
    this(apiId, stage, routeSelectionExpression, routes, Optional.empty());
  }

  Optional<String> function(String routeKey) {
    return Optional.ofNullable(routes.get(routeKey));
  }
}
