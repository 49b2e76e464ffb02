package dev.fanfare.local.apigateway.types;

import dev.fanfare.local.apigateway.GatewayAuthorizer;
import dev.fanfare.local.cloudformation.resources.Resource;
import java.util.Optional;

/** Finds the authorizer of a route. */
final class SocketAuthorizers {
  private static final String TYPE = "AuthorizationType";
  private static final String ID = "AuthorizerId";

  private SocketAuthorizers() {}

  /** Empty if every client may connect. */
  static Optional<GatewayAuthorizer> of(Resource api, Resource route) {
    check(route);
    if (!route.properties().has(ID)) {
      return Optional.empty();
    }
    var found = route.all().byRef(SocketApiTypes.AUTHORIZER, route.text(ID));
    if (found.isEmpty()) {
      route.refuse(ID, "must be the id of an authorizer of this template");
    }
    return found.filter(Resource::isSound).flatMap(authorizer -> read(api, authorizer));
  }

  private static Optional<GatewayAuthorizer> read(Resource api, Resource authorizer) {
    var source = api.account().executeApiArn(api.ref()) + "/authorizers/" + authorizer.ref();
    return InvokedFunctions.arn(authorizer, "AuthorizerUri", "AuthorizerCredentialsArn", source)
        .map(
            function ->
                new GatewayAuthorizer(
                    authorizer.text("Name"),
                    function,
                    authorizer.properties().texts("IdentitySource")));
  }

  private static void check(Resource route) {
    var type = route.properties().text(TYPE).orElse("NONE");
    if (!type.equals("NONE") && !route.text("RouteKey").equals("$connect")) {
      route.refuse(TYPE, "only $connect can be authorized");
    }
    if (type.equals("AWS_IAM")) {
      route.refuse(TYPE, "the local stack checks no signatures");
    }
    if (type.equals("CUSTOM") != route.properties().has(ID)) {
      route.refuse(ID, "must be given with AuthorizationType CUSTOM, and only then");
    }
  }
}
