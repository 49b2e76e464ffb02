package dev.fanfare.local.apigateway.types;

import dev.fanfare.local.apigateway.GatewayAuthorizer;
import dev.fanfare.local.cloudformation.resources.Resource;
import dev.fanfare.local.iam.PermissionType;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the authorizers of routes. */
final class SocketAuthorizers {
  private static final String SERVICE = "apigateway.amazonaws.com";
  private static final String TYPE = "AuthorizationType";
  private static final String ID = "AuthorizerId";

  private SocketAuthorizers() {}

  /** The authorizer of a route; empty if every client may connect. */
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
    return SocketAuthorizers.arn(authorizer, "AuthorizerUri", "AuthorizerCredentialsArn", source)
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
      route.refuse(TYPE, "the local stack does not check signatures");
    }
    if (type.equals("CUSTOM") != route.properties().has(ID)) {
      route.refuse(ID, "must be given with AuthorizationType CUSTOM, and only then");
    }
  }

  /**
   * Returns the function ARN in a URI, with its alias if it has one, or empty if there is no such
   * function. Reports a missing function and a missing permission.
   *
   * @param uriProperty the property of {@code owner} that holds the URI
   * @param roleProperty the property of a role; with a role, no permission is needed
   * @param sourceArn the source that the permission must allow
   */
  static Optional<String> arn(
      Resource owner, String uriProperty, String roleProperty, String sourceArn) {
    var beginning =
        "arn:aws:apigateway:" + owner.account().region() + ":lambda:path/2015-03-31/functions/";
    var uri = Pattern.compile(Pattern.quote(beginning) + "(.+)/invocations");
    var matcher = uri.matcher(owner.text(uriProperty));
    if (!matcher.matches()) {
      owner.refuse(uriProperty, "must match " + uri.pattern());
      return Optional.empty();
    }
    var arn = matcher.group(1);
    if (owner.all().byArn("AWS::Serverless::Function", arn).isEmpty()) {
      owner.refuse(
          uriProperty,
          arn,
          "must be the ARN of a function of this template, or of an alias that it has");
      return Optional.empty();
    }
    if (!owner.properties().has(roleProperty)
        && !PermissionType.lets(owner.all(), SERVICE, arn, sourceArn)) {
      owner.refuse(
          uriProperty,
          arn,
          "no AWS::Lambda::Permission lets " + SERVICE + " invoke it for " + sourceArn);
    }
    return Optional.of(arn);
  }
}
