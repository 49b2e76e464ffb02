package dev.fanfare.local.template;

import static dev.fanfare.local.template.Shape.anyText;
import static dev.fanfare.local.template.Shape.block;
import static dev.fanfare.local.template.Shape.decimal;
import static dev.fanfare.local.template.Shape.flag;
import static dev.fanfare.local.template.Shape.listOf;
import static dev.fanfare.local.template.Shape.mapOf;
import static dev.fanfare.local.template.Shape.oneOf;
import static dev.fanfare.local.template.Shape.tagMap;
import static dev.fanfare.local.template.Shape.text;
import static dev.fanfare.local.template.Shape.whole;

/**
 * The {@code AWS::ApiGatewayV2} types of a WebSocket API. {@link SocketApiReader} puts them
 * together.
 */
final class SocketApiTypes {
  private static final String NOT_SHOWN = "nothing shows it";
  private static final String ONE_DEPLOYMENT = "the API is served as the template has it";
  private static final String NO_EXECUTION_LOG = "no execution log is kept";
  private static final Shape.Block ROUTE_SETTINGS =
      block()
          .and(RouteSettings.RATE, decimal())
          .and(RouteSettings.BURST, whole(0, Integer.MAX_VALUE))
          .noEffect("LoggingLevel", oneOf("OFF", "ERROR", "INFO"), NO_EXECUTION_LOG)
          .noEffect("DataTraceEnabled", flag(), NO_EXECUTION_LOG)
          .noEffect("DetailedMetricsEnabled", flag(), "routes have no metrics of their own");

  static final ResourceType API =
      ResourceType.of(
              "AWS::ApiGatewayV2::Api",
              block()
                  .must("Name", text())
                  .must("ProtocolType", oneOf("WEBSOCKET"))
                  .must("RouteSelectionExpression", text("\\$request\\.body\\.\\w+(\\.\\w+)*"))
                  .noEffect("Description", anyText(), NOT_SHOWN)
                  .noEffect(
                      "IpAddressType", oneOf("ipv4", "dualstack"), "listens on 127.0.0.1 only")
                  .noEffect("Tags", tagMap(), "nothing reads tags"))
          .ref(Identity::generatedId)
          .attribute("ApiId", Identity::generatedId)
          .attribute("ApiEndpoint", SocketApiTypes::endpoint);

  static final ResourceType ROUTE =
      ResourceType.of(
              "AWS::ApiGatewayV2::Route",
              block()
                  .must("ApiId", text())
                  .must("RouteKey", text())
                  .must("Target", text("integrations/.+"))
                  .and("AuthorizationType", oneOf("NONE", "AWS_IAM", "CUSTOM"))
                  .and("AuthorizerId", text())
                  .and("RouteResponseSelectionExpression", oneOf("$default"))
                  .noEffect("OperationName", text(), NOT_SHOWN))
          .ref(Identity::generatedId)
          .attribute("RouteId", Identity::generatedId);

  static final ResourceType ROUTE_RESPONSE =
      ResourceType.of(
              "AWS::ApiGatewayV2::RouteResponse",
              block()
                  .must("ApiId", text())
                  .must("RouteId", text())
                  .must("RouteResponseKey", oneOf("$default")))
          .ref(Identity::generatedId)
          .attribute("RouteResponseId", Identity::generatedId);

  static final ResourceType INTEGRATION =
      ResourceType.of(
              "AWS::ApiGatewayV2::Integration",
              block()
                  .must("ApiId", text())
                  .must("IntegrationType", oneOf("AWS_PROXY", MockIntegrations.MOCK))
                  .and("IntegrationUri", text())
                  .and("TemplateSelectionExpression", oneOf("\\$default"))
                  .and(
                      "RequestTemplates",
                      mapOf("\\$default", text("\\s*\\{\\s*\"statusCode\"\\s*:\\s*200\\s*\\}\\s*")))
                  .and("IntegrationMethod", oneOf("POST"))
                  .and("PayloadFormatVersion", oneOf("1.0"))
                  .and("ConnectionType", oneOf("INTERNET"))
                  .and("ContentHandlingStrategy", oneOf("CONVERT_TO_TEXT"))
                  .and("CredentialsArn", text("arn:.+"))
                  .noEffect("Description", anyText(), NOT_SHOWN))
          .ref(Identity::generatedId)
          .attribute("IntegrationId", Identity::generatedId);

  /** Templates are texts here: nothing evaluates the Velocity Template Language. */
  static final ResourceType INTEGRATION_RESPONSE =
      ResourceType.of(
              "AWS::ApiGatewayV2::IntegrationResponse",
              block()
                  .must("ApiId", text())
                  .must("IntegrationId", text())
                  .must("IntegrationResponseKey", oneOf("$default", "/200/"))
                  .must("TemplateSelectionExpression", oneOf("${integration.response.statuscode}"))
                  .must("ResponseTemplates", mapOf("200", text("[^#$]+"))))
          .ref(Identity::generatedId)
          .attribute("IntegrationResponseId", Identity::generatedId);

  static final ResourceType AUTHORIZER =
      ResourceType.of(
              "AWS::ApiGatewayV2::Authorizer",
              block()
                  .must("ApiId", text())
                  .must("Name", text())
                  .must("AuthorizerType", oneOf("REQUEST"))
                  .must("AuthorizerUri", text())
                  .and("AuthorizerCredentialsArn", text("arn:.+"))
                  .and(
                      "IdentitySource",
                      listOf(text("route\\.request\\.(header|querystring)\\..+"))))
          .ref(Identity::generatedId)
          .attribute("AuthorizerId", Identity::generatedId);

  static final ResourceType STAGE =
      ResourceType.of(
              "AWS::ApiGatewayV2::Stage",
              block()
                  .must("ApiId", text())
                  .must("StageName", text("[A-Za-z0-9_-]{1,128}"))
                  .and("AutoDeploy", flag())
                  .and("DeploymentId", text())
                  .noEffect("Description", anyText(), NOT_SHOWN)
                  .noEffect(
                      "DefaultRouteSettings",
                      ROUTE_SETTINGS,
                      "only the account's limits and those of RouteSettings are applied")
                  .and(RouteSettings.PROPERTY, mapOf(".+", ROUTE_SETTINGS))
                  .noEffect(
                      "AccessLogSettings",
                      block().must("DestinationArn", text("arn:.+")).must("Format", text()),
                      "no access log is kept")
                  .noEffect("Tags", tagMap(), "nothing reads tags"))
          .named("StageName", 128);

  static final ResourceType DEPLOYMENT =
      ResourceType.of(
              "AWS::ApiGatewayV2::Deployment",
              block().must("ApiId", text()).and("Description", anyText()).and("StageName", text()))
          .ref(Identity::generatedId)
          .attribute("DeploymentId", Identity::generatedId)
          .withoutEffect(ONE_DEPLOYMENT);

  private SocketApiTypes() {}

  private static String endpoint(Identity identity) {
    return "wss://"
        + identity.generatedId()
        + ".execute-api."
        + identity.account().region()
        + ".amazonaws.com";
  }
}
