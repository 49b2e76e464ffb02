package dev.fanfare.local.template;

import java.util.List;
import java.util.Optional;

/**
 * A WebSocket API to serve.
 *
 * @param apiId the first label of its host name
 * @param routeSelectionExpression such as {@code $request.body.action}
 * @param stage the name of its one stage
 * @param routes in the order of the template
 */
public record SocketApiResource(
    String logicalId,
    String apiId,
    String name,
    String routeSelectionExpression,
    String stage,
    List<Route> routes) {

  public SocketApiResource {
    routes = List.copyOf(routes);
  }

  /** The route with this key, such as {@code $connect}. */
  public Optional<Route> route(String routeKey) {
    return routes.stream().filter(route -> route.routeKey().equals(routeKey)).findFirst();
  }

  /**
   * What happens to the messages of one kind.
   *
   * @param function the logical id of the function that is invoked; empty for a mock integration
   * @param functionArn as the integration names it, with its alias if it has one
   * @param mock what a mock integration answers; empty where a function does
   * @param authorizer who decides about a connection; only on {@code $connect}
   * @param responds whether the client hears what the function answers
   * @param throttle what the stage takes for it; empty when only the account limits it
   */
  public record Route(
      String routeKey,
      String function,
      String functionArn,
      Optional<String> mock,
      Optional<Authorizer> authorizer,
      boolean responds,
      Optional<Throttle> throttle) {}

  /**
   * How many messages a route takes, of all clients together.
   *
   * @param perSecond in the long run
   * @param burst at once
   */
  public record Throttle(double perSecond, int burst) {}

  /**
   * A Lambda authorizer.
   *
   * @param name what the template calls it
   * @param function the logical id of the function that decides
   * @param identitySources such as {@code route.request.querystring.token}; a connection that lacks
   *     one is refused without asking
   */
  public record Authorizer(
      String name, String function, String functionArn, List<String> identitySources) {
    public Authorizer {
      identitySources = List.copyOf(identitySources);
    }
  }
}
