package dev.fanfare.local.apigateway.types;

import dev.fanfare.local.cloudformation.resources.Resource;
import java.util.Optional;

/**
 * Reads and checks the responses of routes. AWS sends a function's response only if the route has a
 * route response and an expression. A mock integration needs a request template that contains a
 * status, and an integration response with a template for that status; otherwise the client gets an
 * error. Responses that AWS would not send are template problems.
 */
final class RouteResponses {
  private static final String EXPRESSION = "RouteResponseSelectionExpression";
  private static final String ROUTE = "RouteId";
  private static final String CLOSED = "a client cannot get a response at $disconnect";
  private static final String MOCK = "MOCK";
  private static final String REQUEST_TEMPLATES = "RequestTemplates";
  private static final String SELECTION = "TemplateSelectionExpression";
  private static final String TYPE = "IntegrationType";
  private static final String URI = "IntegrationUri";
  private static final String ID = "IntegrationId";
  private static final String UNCHANGED = "a function gets the message unchanged";

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
      route.refuse(EXPRESSION, "AWS sends no response without an AWS::ApiGatewayV2::RouteResponse");
    }
  }

  static void checkRouteResponse(Resource response) {
    var route = response.all().byRef(SocketApiTypes.ROUTE, response.text(ROUTE));
    if (route.isEmpty()) {
      response.refuse(ROUTE, "must be the id of a route of this template");
    } else if (route.get().isSound() && isDisconnect(route.get())) {
      response.refuse(ROUTE, CLOSED);
    } else if (route.get().isSound() && !route.get().properties().has(EXPRESSION)) {
      response.refuse(ROUTE, "AWS sends no response unless its route has a " + EXPRESSION);
    }
    if (response.all().isRepeated(response, ROUTE)) {
      response.refuse(ROUTE, "another response has this route");
    }
  }

  private static boolean isDisconnect(Resource route) {
    return route.text("RouteKey").equals("$disconnect");
  }

  static boolean isMock(Resource integration) {
    return integration.text(TYPE).equals(MOCK);
  }

  /** The body that the integration responds with; empty if there is no integration response. */
  static Optional<String> body(Resource integration) {
    return integration.all().soundOf(SocketApiTypes.INTEGRATION_RESPONSE).stream()
        .filter(response -> response.text(ID).equals(integration.ref()))
        .findFirst()
        .flatMap(response -> response.properties().section("ResponseTemplates").text("200"));
  }

  static void checkIntegration(Resource integration) {
    if (isMock(integration)) {
      need(integration, REQUEST_TEMPLATES, "it contains the status");
      need(integration, SELECTION, "it selects the template");
      refuseIfGiven(integration, URI, "a MOCK integration calls no function");
      if (body(integration).isEmpty()
          && !integration.all().hasUnsound(SocketApiTypes.INTEGRATION_RESPONSE)) {
        integration.refuse(
            TYPE, "sends no response without an AWS::ApiGatewayV2::IntegrationResponse");
      }
    } else {
      need(integration, URI, "it is the function's URI");
      refuseIfGiven(integration, REQUEST_TEMPLATES, UNCHANGED);
      refuseIfGiven(integration, SELECTION, UNCHANGED);
    }
  }

  static void checkIntegrationResponse(Resource response) {
    var integration = response.all().byRef(SocketApiTypes.INTEGRATION, response.text(ID));
    if (integration.isEmpty()) {
      response.refuse(ID, "must be the id of an integration of this template");
    } else if (integration.get().isSound() && !isMock(integration.get())) {
      response.refuse(ID, "only the response of a MOCK integration can have a template");
    } else if (response.all().isRepeated(response, ID)) {
      response.refuse(ID, "another response has this integration");
    }
  }

  private static void need(Resource integration, String property, String purpose) {
    if (integration.properties().get(property).isEmpty()) {
      integration.missing(property, "must be given: " + purpose);
    }
  }

  private static void refuseIfGiven(Resource integration, String property, String rule) {
    integration
        .properties()
        .get(property)
        .ifPresent(value -> integration.refuse(property, value.toString(), rule));
  }
}
