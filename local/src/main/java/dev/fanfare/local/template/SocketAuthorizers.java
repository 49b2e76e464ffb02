package dev.fanfare.local.template;

import java.util.Optional;

/** Finds who decides about the connections of a route. */
final class SocketAuthorizers {
  private final ResourceIndex index;
  private final InvokedFunctions functions;
  private final Problems problems;

  SocketAuthorizers(ResourceIndex index, InvokedFunctions functions, Problems problems) {
    this.index = index;
    this.functions = functions;
    this.problems = problems;
  }

  /** Empty when everyone may connect. */
  Optional<SocketApiResource.Authorizer> of(Resolved api, Resolved route) {
    var properties = route.properties();
    var type = properties.text("AuthorizationType").orElse("NONE");
    var id = properties.text("AuthorizerId");
    check(route, type, id);
    if (id.isEmpty()) {
      return Optional.empty();
    }
    var found = index.find(SocketApiTypes.AUTHORIZER, Identity::generatedId, id.get());
    if (found.isEmpty()) {
      problems.add(
          route.at("AuthorizerId"),
          route.lineOf("AuthorizerId"),
          id.get(),
          "must be the id of an authorizer of this template");
    }
    return found.filter(Resolved::isSound).flatMap(authorizer -> resource(api, authorizer));
  }

  private Optional<SocketApiResource.Authorizer> resource(Resolved api, Resolved authorizer) {
    var identity = api.identity();
    var source =
        identity.account().executeApiArn(identity.generatedId())
            + "/authorizers/"
            + authorizer.identity().generatedId();
    return functions
        .invokedBy(authorizer, "AuthorizerUri", "AuthorizerCredentialsArn", source)
        .map(
            function ->
                new SocketApiResource.Authorizer(
                    authorizer.properties().text("Name").orElseThrow(),
                    function.logicalId(),
                    function.arn(),
                    authorizer.properties().texts("IdentitySource")));
  }

  private void check(Resolved route, String type, Optional<String> id) {
    var isConnect = route.properties().text("RouteKey").filter("$connect"::equals).isPresent();
    if (!type.equals("NONE") && !isConnect) {
      problems.add(
          route.at("AuthorizationType"),
          route.lineOf("AuthorizationType"),
          type,
          "only $connect can be authorized");
    }
    if (type.equals("AWS_IAM")) {
      problems.add(
          route.at("AuthorizationType"),
          route.lineOf("AuthorizationType"),
          type,
          "the local stack checks no signatures");
    }
    if (type.equals("CUSTOM") != id.isPresent()) {
      problems.add(
          route.at("AuthorizerId"),
          route.lineOf("AuthorizerId"),
          id.orElse(""),
          "must stand with AuthorizationType CUSTOM, and only there");
    }
  }
}
