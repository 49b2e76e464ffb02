package dev.fanfare.local.apigateway.types;

import dev.fanfare.local.cloudformation.resources.Resource;

/**
 * Finds the routes that respond to the client. AWS needs a route response and an expression at the
 * route, and sends nothing if one of them is missing. That is refused here.
 */
final class RouteResponses {
  static final String EXPRESSION = "RouteResponseSelectionExpression";
  private static final String ROUTE = "RouteId";
  private static final String CLOSED = "a client cannot get a response at $disconnect";

  private RouteResponses() {}

  /** Whether the client gets the response of the route's function. */
  static boolean responds(Resource route) {
    return route.all().soundOf(SocketApiTypes.ROUTE_RESPONSE).stream()
        .anyMatch(response -> response.text(ROUTE).equals(route.ref()));
  }

  static void checkRoute(Resource route) {
    if (!route.properties().has(EXPRESSION)) {
      return;
    }
    if (isDisconnect(route)) {
      route.refuse(EXPRESSION, CLOSED);
    } else if (!responds(route) && !route.all().hasUnsound(SocketApiTypes.ROUTE_RESPONSE)) {
      route.refuse(EXPRESSION, "nothing is sent without an AWS::ApiGatewayV2::RouteResponse");
    }
  }

  static void checkResponse(Resource response) {
    var route = response.all().byRef(SocketApiTypes.ROUTE, response.text(ROUTE));
    if (route.isEmpty()) {
      response.refuse(ROUTE, "must be the id of a route of this template");
    } else if (route.get().isSound() && isDisconnect(route.get())) {
      response.refuse(ROUTE, CLOSED);
    } else if (route.get().isSound() && !route.get().properties().has(EXPRESSION)) {
      response.refuse(ROUTE, "nothing is sent unless its route has a " + EXPRESSION);
    }
    if (response.all().isRepeated(response, ROUTE)) {
      response.refuse(ROUTE, "another response is for this route");
    }
  }

  private static boolean isDisconnect(Resource route) {
    return route.text("RouteKey").equals("$disconnect");
  }
}
