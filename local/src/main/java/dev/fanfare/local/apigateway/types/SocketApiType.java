package dev.fanfare.local.apigateway.types;

import dev.fanfare.local.apigateway.GatewayApi;
import dev.fanfare.local.apigateway.GatewayAuthorizer;
import dev.fanfare.local.apigateway.GatewayQuotas.Rate;
import dev.fanfare.local.cloudformation.resources.Identity;
import dev.fanfare.local.cloudformation.resources.Resource;
import dev.fanfare.local.cloudformation.resources.ResourceType;
import dev.fanfare.local.cloudformation.yaml.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::ApiGatewayV2::Api}: a WebSocket API and its parts. */
final class SocketApiType {
  static final String NAME = "AWS::ApiGatewayV2::Api";
  private static final String KEY = "RouteKey";
  private static final String SETTINGS = "RouteSettings";
  private static final String RATE = "ThrottlingRateLimit";
  private static final String BURST = "ThrottlingBurstLimit";

  static final ResourceType API =
      ResourceType.of(SocketApiType.class, NAME)
          .generatedId("ApiId")
          .attribute("ApiEndpoint", SocketApiType::endpoint)
          .reads(SocketApiType::read);

  private SocketApiType() {}

  private static String endpoint(Identity identity) {
    return "wss://%s.execute-api.%s.amazonaws.com"
        .formatted(identity.generatedId(), identity.account().region());
  }

  private static Optional<GatewayApi> read(Resource api) {
    return stage(api).map(stage -> read(api, stage));
  }

  private static GatewayApi read(Resource api, Resource stage) {
    Map<String, String> functions = new LinkedHashMap<>();
    Map<String, String> mocks = new LinkedHashMap<>();
    Set<String> responding = new LinkedHashSet<>();
    Optional<GatewayAuthorizer> authorizer = Optional.empty();
    var routes = parts(api, SocketApiTypes.ROUTE);
    for (var route : routes) {
      var key = route.text(KEY);
      var found = SocketAuthorizers.of(api, route);
      authorizer = key.equals("$connect") ? found : authorizer;
      if (RouteResponses.responds(route)) {
        responding.add(key);
      }
      var integration = integration(route);
      if (integration.filter(RouteResponses::isMock).isPresent()) {
        RouteResponses.body(integration.get()).ifPresent(body -> mocks.put(key, body));
      } else {
        integration
            .flatMap(each -> function(api, stage, each, key))
            .ifPresent(arn -> functions.put(key, arn));
      }
    }
    checkDeployment(stage, routes);
    return new GatewayApi(
        api.ref(),
        stage.name(),
        api.text("RouteSelectionExpression"),
        functions,
        mocks,
        authorizer,
        responding,
        throttles(stage, routes));
  }

  private static Map<String, Rate> throttles(Resource stage, List<Resource> routes) {
    var keys = new LinkedHashSet<String>();
    for (var route : routes) {
      if (!keys.add(route.text(KEY))) {
        route.refuse(KEY, "another route has this key");
      }
    }
    if (!stage.all().hasUnsound(SocketApiTypes.ROUTE)) {
      checkSettings(stage, routes);
    }
    return throttles(stage, keys);
  }

  /** Empty, with a problem, if the integration is invalid. */
  private static Optional<Resource> integration(Resource route) {
    var id = route.text("Target").substring("integrations/".length());
    var integration = route.all().byRef(SocketApiTypes.INTEGRATION, id);
    if (integration.isEmpty()) {
      route.refuse("Target", "must be integrations/ and an integration of this template");
    }
    return integration.filter(Resource::isSound);
  }

  private static Optional<String> function(
      Resource api, Resource stage, Resource integration, String key) {
    if (!integration.properties().has("IntegrationUri")) {
      return Optional.empty(); // The integration's check reports this.
    }
    var source = api.account().executeApiArn(api.ref()) + "/" + stage.name() + "/" + key;
    return SocketAuthorizers.arn(integration, "IntegrationUri", "CredentialsArn", source);
  }

  private static Optional<Resource> stage(Resource api) {
    var stages = parts(api, SocketApiTypes.STAGE);
    if (stages.size() == 1) {
      return Optional.of(stages.get(0));
    }
    if (!stages.isEmpty() || !api.all().hasUnsound(SocketApiTypes.STAGE)) {
      api.refuseOutside(
          "", stages.size() + " stages", "the local stack serves an API with exactly one stage");
    }
    return Optional.empty();
  }

  /** A stage serves a deployment, and a deployment has the routes that existed before it. */
  private static void checkDeployment(Resource stage, List<Resource> routes) {
    if (!stage.properties().has("DeploymentId")) {
      if (!stage.properties().flag("AutoDeploy", false)) {
        stage.missing(
            "DeploymentId", "the stage serves no routes without it, unless AutoDeploy is true");
      }
      return;
    }
    var deployment = stage.all().byRef(SocketApiTypes.DEPLOYMENT, stage.text("DeploymentId"));
    if (deployment.isEmpty()) {
      stage.refuse("DeploymentId", "must be the id of a deployment of this template");
      return;
    }
    for (var route : routes) {
      if (!stage.all().waitsFor(deployment.get(), route)) {
        deployment
            .get()
            .refuseOutside(
                ".DependsOn",
                route.logicalId(),
                "the deployment must depend on this route, or it may lack the route");
      }
    }
  }

  private static List<Resource> parts(Resource api, String type) {
    return api.all().soundOf(type).stream()
        .filter(part -> part.text("ApiId").equals(api.ref()))
        .toList();
  }

  /** The throttles by route key. */
  private static Map<String, Rate> throttles(Resource stage, Set<String> routeKeys) {
    var throttles = new LinkedHashMap<String, Rate>();
    for (var key : routeKeys) {
      stage
          .properties()
          .section(SETTINGS)
          .fields(key)
          .ifPresent(each -> add(stage, key, each, throttles));
    }
    return throttles;
  }

  private static void add(
      Resource stage, String key, Value.Fields route, Map<String, Rate> throttles) {
    var path = SETTINGS + "." + key;
    if (route.has(RATE) != route.has(BURST)) {
      stage.missing(
          path, "%s and %s: the local stack supports them only together".formatted(RATE, BURST));
      return;
    }
    if (!route.has(RATE)) {
      return;
    }
    var rate = route.text(RATE).orElseThrow();
    double perSecond = Double.parseDouble(rate);
    int burst = route.whole(BURST, 0);
    if (!(perSecond > 0)) {
      stage.refuse(
          path + "." + RATE, rate, "must be more than 0, or the route accepts no messages");
    } else if (burst < 1) {
      stage.refuse(
          path + "." + BURST, "" + burst, "must be at least 1, or the route accepts no messages");
    } else {
      throttles.put(key, new Rate(perSecond, burst));
    }
  }

  /** API Gateway does not create a stage with settings for a route that does not exist. */
  private static void checkSettings(Resource stage, List<Resource> routes) {
    for (var key : stage.properties().section(SETTINGS).entries().keySet()) {
      var route = routes.stream().filter(each -> each.text("RouteKey").equals(key)).findFirst();
      if (route.isEmpty()) {
        stage.refuse(SETTINGS + "." + key, key, "no route of the API has this key");
      } else if (!stage.all().waitsFor(stage, route.get())) {
        stage.refuseOutside(
            ".DependsOn",
            route.get().logicalId(),
            "the stage must depend on this route, because it has settings for it");
      }
    }
  }
}
