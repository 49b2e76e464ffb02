package dev.fanfare.local.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Puts a WebSocket API together from its routes, integrations, authorizers and stage. */
final class SocketApiReader {
  private final ResourceIndex index;
  private final Dependencies dependencies;
  private final Problems problems;
  private final InvokedFunctions functions;
  private final SocketAuthorizers authorizers;
  private final RouteResponses responses;
  private final MockIntegrations mocks;

  SocketApiReader(
      ResourceIndex index, Dependencies dependencies, StackIdentity stack, Problems problems) {
    this.index = index;
    this.dependencies = dependencies;
    this.problems = problems;
    this.functions = new InvokedFunctions(index, stack, problems);
    this.authorizers = new SocketAuthorizers(index, functions, problems);
    this.responses = new RouteResponses(index, problems);
    this.mocks = new MockIntegrations(index, problems);
  }

  List<SocketApiResource> read() {
    checkOwners();
    responses.check();
    mocks.check();
    var apis = new ArrayList<SocketApiResource>();
    for (var api : index.soundOf(SocketApiTypes.API)) {
      stage(api).map(stage -> read(api, stage)).ifPresent(apis::add);
    }
    return apis;
  }

  private SocketApiResource read(Resolved api, Resolved stage) {
    var apiId = api.identity().generatedId();
    var keys = new HashSet<String>();
    var routes = new ArrayList<SocketApiResource.Route>();
    var settings = new RouteSettings(stage, dependencies, problems);
    for (var route : partsOf(api, SocketApiTypes.ROUTE)) {
      var key = route.properties().text("RouteKey").orElseThrow();
      if (!keys.add(key)) {
        problems.add(
            route.at("RouteKey"), route.lineOf("RouteKey"), key, "another route has this key");
      }
      route(api, stage, route, settings.throttle(key)).ifPresent(routes::add);
    }
    if (!index.hasUnsound(SocketApiTypes.ROUTE)) {
      settings.check(partsOf(api, SocketApiTypes.ROUTE));
    }
    checkDeployment(api, stage);
    return new SocketApiResource(
        api.logicalId(),
        apiId,
        api.properties().text("Name").orElseThrow(),
        api.properties().text("RouteSelectionExpression").orElseThrow(),
        stage.name(),
        routes);
  }

  private Optional<SocketApiResource.Route> route(
      Resolved api, Resolved stage, Resolved route, Optional<SocketApiResource.Throttle> throttle) {
    var integration = integration(route);
    if (integration.isEmpty()) {
      return Optional.empty();
    }
    var key = route.properties().text("RouteKey").orElseThrow();
    var authorizer = authorizers.of(api, route);
    boolean responds = responses.of(route).isPresent();
    if (MockIntegrations.isMock(integration.get())) {
      return mocks
          .answer(integration.get())
          .map(
              text ->
                  new SocketApiResource.Route(
                      key, "", "", Optional.of(text), authorizer, responds, throttle));
    }
    return function(api, stage, integration.get(), key)
        .map(
            function ->
                new SocketApiResource.Route(
                    key,
                    function.logicalId(),
                    function.arn(),
                    Optional.empty(),
                    authorizer,
                    responds,
                    throttle));
  }

  /** Empty also when something is wrong with it, which is reported then. */
  private Optional<Resolved> integration(Resolved route) {
    var target = route.properties().text("Target").orElseThrow();
    var integration =
        index.find(
            SocketApiTypes.INTEGRATION,
            Identity::generatedId,
            target.substring("integrations/".length()));
    if (integration.isEmpty()) {
      problems.add(
          route.at("Target"),
          route.lineOf("Target"),
          target,
          "must be integrations/ and an integration of this template");
    }
    return integration.filter(Resolved::isSound);
  }

  private Optional<InvokedFunctions.Invoked> function(
      Resolved api, Resolved stage, Resolved integration, String key) {
    if (integration.properties().text("IntegrationUri").isEmpty()) {
      return Optional.empty(); // Reported with the integration.
    }
    var source =
        api.identity().account().executeApiArn(api.identity().generatedId())
            + "/"
            + stage.name()
            + "/"
            + key;
    return functions.invokedBy(integration, "IntegrationUri", "CredentialsArn", source);
  }

  private Optional<Resolved> stage(Resolved api) {
    var stages = partsOf(api, SocketApiTypes.STAGE);
    if (stages.isEmpty() && index.hasUnsound(SocketApiTypes.STAGE)) {
      return Optional.empty();
    }
    if (stages.size() != 1) {
      problems.add(
          api.path(),
          api.line(),
          stages.size() + " stages",
          "the local stack serves an API with exactly one stage");
      return Optional.empty();
    }
    return Optional.of(stages.get(0));
  }

  /** A stage serves a deployment, and a deployment contains the routes that existed before it. */
  private void checkDeployment(Resolved api, Resolved stage) {
    var id = stage.properties().text("DeploymentId");
    if (id.isEmpty()) {
      if (!stage.properties().flag("AutoDeploy", false)) {
        problems.missing(
            stage.at("DeploymentId"),
            stage.line(),
            "nothing is served without it, unless AutoDeploy is true");
      }
      return;
    }
    var deployment = index.find(SocketApiTypes.DEPLOYMENT, Identity::generatedId, id.get());
    if (deployment.isEmpty()) {
      problems.add(
          stage.at("DeploymentId"),
          stage.lineOf("DeploymentId"),
          id.get(),
          "must be the id of a deployment of this template");
      return;
    }
    for (var route : partsOf(api, SocketApiTypes.ROUTE)) {
      if (!dependencies.waitsFor(deployment.get().logicalId(), route.logicalId())) {
        problems.add(
            deployment.get().path() + ".DependsOn",
            deployment.get().line(),
            route.logicalId(),
            "the deployment must wait for this route, or it may not contain it");
      }
    }
  }

  private List<Resolved> partsOf(Resolved api, ResourceType type) {
    var id = api.identity().generatedId();
    return index.soundOf(type).stream()
        .filter(part -> part.properties().text("ApiId").filter(id::equals).isPresent())
        .toList();
  }

  private void checkOwners() {
    var parts =
        List.of(
            SocketApiTypes.ROUTE,
            SocketApiTypes.ROUTE_RESPONSE,
            SocketApiTypes.INTEGRATION,
            SocketApiTypes.INTEGRATION_RESPONSE,
            SocketApiTypes.AUTHORIZER,
            SocketApiTypes.STAGE,
            SocketApiTypes.DEPLOYMENT);
    for (var type : parts) {
      for (var part : index.soundOf(type)) {
        var id = part.properties().text("ApiId").orElseThrow();
        if (index.find(SocketApiTypes.API, Identity::generatedId, id).isEmpty()) {
          problems.add(
              part.at("ApiId"),
              part.lineOf("ApiId"),
              id,
              "must be the id of an API of this template");
        }
      }
    }
  }
}
