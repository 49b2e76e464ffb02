package dev.fanfare.local.apigateway.types;

import static dev.fanfare.local.cloudformation.yaml.Schema.block;
import static dev.fanfare.local.cloudformation.yaml.Schema.blockOf;
import static dev.fanfare.local.cloudformation.yaml.Schema.decimal;
import static dev.fanfare.local.cloudformation.yaml.Schema.flag;
import static dev.fanfare.local.cloudformation.yaml.Schema.listOf;
import static dev.fanfare.local.cloudformation.yaml.Schema.mapOf;
import static dev.fanfare.local.cloudformation.yaml.Schema.oneOf;
import static dev.fanfare.local.cloudformation.yaml.Schema.text;
import static dev.fanfare.local.cloudformation.yaml.Schema.whole;

import dev.fanfare.local.cloudformation.resources.Resource;
import dev.fanfare.local.cloudformation.resources.ResourceType;
import dev.fanfare.local.cloudformation.resources.TypeDescription;
import dev.fanfare.local.cloudformation.yaml.NoEffect;
import dev.fanfare.local.cloudformation.yaml.Schema;
import java.util.List;
import java.util.Optional;
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

  private static final String NO_EXECUTION_LOG = "no execution log is kept";
  private static final Schema.Block PART = block().must("ApiId", text());
  private static final Schema.Block ROUTE_SETTINGS =
      block()
          .and(RouteSettings.RATE, decimal())
          .and(RouteSettings.BURST, whole())
          .noEffect(NO_EXECUTION_LOG, "LoggingLevel", "DataTraceEnabled")
          .noEffect("routes have no metrics of their own", "DetailedMetricsEnabled");

  public static final List<ResourceType> ALL =
      List.of(
          new SocketApiType(),
          part(
              TypeDescription.of(
                      ROUTE,
                      PART.must("RouteKey", text())
                          .must("Target", text("integrations/.+"))
                          .and("AuthorizationType", oneOf("NONE", "AWS_IAM", "CUSTOM"))
                          .and("AuthorizerId", text())
                          .and(RouteResponses.EXPRESSION, oneOf("$default"))
                          .noEffect(NoEffect.NOT_SHOWN, "OperationName"))
                  .generatedId("RouteId"),
              RouteResponses::checkRoute),
          part(
              TypeDescription.of(
                      ROUTE_RESPONSE,
                      PART.must("RouteId", text()).must("RouteResponseKey", oneOf("$default")))
                  .generatedId("RouteResponseId"),
              RouteResponses::checkResponse),
          part(
              TypeDescription.of(
                      INTEGRATION,
                      PART.must("IntegrationType", oneOf("AWS_PROXY", MockIntegrations.MOCK))
                          .and("IntegrationUri", text())
                          .and(MockIntegrations.SELECTION, oneOf("\\$default"))
                          .and(
                              MockIntegrations.REQUEST_TEMPLATES,
                              block().must("$default", text(MockIntegrations.STATUS_200)))
                          .and("IntegrationMethod", oneOf("POST"))
                          .and("PayloadFormatVersion", oneOf("1.0"))
                          .and("ConnectionType", oneOf("INTERNET"))
                          .and("ContentHandlingStrategy", oneOf("CONVERT_TO_TEXT"))
                          .and("CredentialsArn", text())
                          .noEffect(NoEffect.NOT_SHOWN, "Description"))
                  .generatedId("IntegrationId"),
              MockIntegrations::checkIntegration),
          // Templates are texts here: nothing evaluates the Velocity Template Language.
          part(
              TypeDescription.of(
                      INTEGRATION_RESPONSE,
                      PART.must("IntegrationId", text())
                          .must("IntegrationResponseKey", oneOf("$default", "/200/"))
                          .must(
                              MockIntegrations.SELECTION,
                              oneOf("${integration.response.statuscode}"))
                          .must("ResponseTemplates", block().must("200", text("[^#$]+"))))
                  .generatedId("IntegrationResponseId"),
              MockIntegrations::checkResponse),
          part(
              TypeDescription.of(
                      AUTHORIZER,
                      PART.must("Name", text())
                          .must("AuthorizerType", oneOf("REQUEST"))
                          .must("AuthorizerUri", text())
                          .and("AuthorizerCredentialsArn", text())
                          .and(
                              "IdentitySource",
                              listOf(text("route\\.request\\.(header|querystring)\\..+"))))
                  .generatedId("AuthorizerId"),
              authorizer -> {}),
          part(
              TypeDescription.of(
                      STAGE,
                      PART.must("StageName", text())
                          .and("AutoDeploy", flag())
                          .and("DeploymentId", text())
                          .and(RouteSettings.PROPERTY, mapOf(ROUTE_SETTINGS))
                          .noEffect(NoEffect.NOT_SHOWN, "Description")
                          .noEffect(
                              "only the account's limits and those of RouteSettings are applied",
                              "DefaultRouteSettings",
                              ROUTE_SETTINGS)
                          .noEffect(
                              "no access log is kept",
                              "AccessLogSettings",
                              blockOf("DestinationArn", "Format"))
                          .noEffect(NoEffect.NO_TAGS, "Tags"))
                  .named("StageName", 128)
                  .withSharedNames(),
              stage -> {}),
          part(
              TypeDescription.of(DEPLOYMENT, PART.any("Description", "StageName"))
                  .generatedId("DeploymentId")
                  .withoutEffect("the API is served as the template has it"),
              deployment -> {}));

  private SocketApiTypes() {}

  /** A part of an API, which {@link SocketApiType} reads. */
  private record Part(TypeDescription description, Consumer<Resource> check)
      implements ResourceType {

    @Override
    public Optional<?> read(Resource part) {
      if (part.all().byRef(SocketApiType.NAME, part.text("ApiId")).isEmpty()) {
        part.refuse("ApiId", "must be the id of an API of this template");
      }
      check.accept(part);
      return Optional.empty();
    }
  }

  private static ResourceType part(TypeDescription description, Consumer<Resource> check) {
    return new Part(description, check);
  }
}
