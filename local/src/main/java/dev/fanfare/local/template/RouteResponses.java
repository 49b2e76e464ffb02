package dev.fanfare.local.template;

import java.util.HashSet;
import java.util.Optional;

/**
 * Finds which routes answer the client. AWS wants it said twice, by a route response and by an
 * expression on the route, and sends nothing where one of them is missing; that is refused here,
 * since nobody means it.
 */
final class RouteResponses {
  private static final String EXPRESSION = "RouteResponseSelectionExpression";
  private static final String KEY = "RouteKey";

  private final ResourceIndex index;
  private final Problems problems;

  RouteResponses(ResourceIndex index, Problems problems) {
    this.index = index;
    this.problems = problems;
  }

  /** The response of a route; empty when the client hears nothing of what the function answers. */
  Optional<Resolved> of(Resolved route) {
    return index.soundOf(SocketApiTypes.ROUTE_RESPONSE).stream()
        .filter(response -> routeId(response).equals(route.identity().generatedId()))
        .findFirst();
  }

  void check() {
    index.soundOf(SocketApiTypes.ROUTE).forEach(this::checkRoute);
    var answered = new HashSet<String>();
    for (var response : index.soundOf(SocketApiTypes.ROUTE_RESPONSE)) {
      checkResponse(response);
      if (!answered.add(routeId(response))) {
        refuse(response, "RouteId", "another response is for this route");
      }
    }
  }

  private void checkRoute(Resolved route) {
    if (route.properties().text(EXPRESSION).isEmpty()) {
      return;
    }
    if (isOfDisconnect(route)) {
      refuse(route, EXPRESSION, "nobody is there any more to be answered at $disconnect");
    } else if (of(route).isEmpty() && !index.hasUnsound(SocketApiTypes.ROUTE_RESPONSE)) {
      refuse(route, EXPRESSION, "nothing is sent without an AWS::ApiGatewayV2::RouteResponse");
    }
  }

  private void checkResponse(Resolved response) {
    var route = index.find(SocketApiTypes.ROUTE, Identity::generatedId, routeId(response));
    if (route.isEmpty()) {
      refuse(response, "RouteId", "must be the id of a route of this template");
      return;
    }
    if (!route.get().isSound()) {
      return;
    }
    if (isOfDisconnect(route.get())) {
      refuse(response, "RouteId", "nobody is there any more to be answered at $disconnect");
    } else if (route.get().properties().text(EXPRESSION).isEmpty()) {
      refuse(response, "RouteId", "nothing is sent unless its route has a " + EXPRESSION);
    }
  }

  private static String routeId(Resolved response) {
    return response.properties().text("RouteId").orElseThrow();
  }

  private static boolean isOfDisconnect(Resolved route) {
    return route.properties().text(KEY).orElseThrow().equals("$disconnect");
  }

  private void refuse(Resolved resource, String property, String rule) {
    problems.add(
        resource.at(property),
        resource.lineOf(property),
        resource.properties().text(property).orElseThrow(),
        rule);
  }
}
