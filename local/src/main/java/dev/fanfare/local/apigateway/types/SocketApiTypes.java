package dev.fanfare.local.apigateway.types;

import dev.fanfare.local.cloudformation.resources.Resource;
import dev.fanfare.local.cloudformation.resources.ResourceType;
import java.util.List;
import java.util.function.Consumer;

/** The types of a WebSocket API and of its parts. */
public final class SocketApiTypes {
  static final String ROUTE = "AWS::ApiGatewayV2::Route";
  static final String ROUTE_RESPONSE = "AWS::ApiGatewayV2::RouteResponse";
  static final String INTEGRATION = "AWS::ApiGatewayV2::Integration";
  static final String INTEGRATION_RESPONSE = "AWS::ApiGatewayV2::IntegrationResponse";
  static final String AUTHORIZER = "AWS::ApiGatewayV2::Authorizer";
  static final String STAGE = "AWS::ApiGatewayV2::Stage";
  static final String DEPLOYMENT = "AWS::ApiGatewayV2::Deployment";

  public static final List<ResourceType> ALL =
      List.of(
          SocketApiType.API,
          part(ROUTE, RouteResponses::checkRoute).generatedId("RouteId"),
          part(ROUTE_RESPONSE, RouteResponses::checkRouteResponse).generatedId("RouteResponseId"),
          part(INTEGRATION, RouteResponses::checkIntegration).generatedId("IntegrationId"),
          part(INTEGRATION_RESPONSE, RouteResponses::checkIntegrationResponse)
              .generatedId("IntegrationResponseId"),
          part(AUTHORIZER, authorizer -> {}).generatedId("AuthorizerId"),
          part(STAGE, stage -> {}).named("StageName", 128).withSharedNames(),
          part(DEPLOYMENT, deployment -> {})
              .generatedId("DeploymentId")
              .withoutEffect("the local stack serves the routes of the template"));

  private SocketApiTypes() {}

  /** A type that {@link SocketApiType} reads as a part of the API. */
  private static ResourceType part(String name, Consumer<Resource> check) {
    return ResourceType.of(SocketApiTypes.class, name)
        .checks(
            part -> {
              if (part.all().byRef(SocketApiType.NAME, part.text("ApiId")).isEmpty()) {
                part.refuse("ApiId", "must be the id of an API of this template");
              }
              check.accept(part);
            });
  }
}
