package dev.fanfare.local.apigateway.types;

import dev.fanfare.local.cloudformation.resources.Resource;
import dev.fanfare.local.iam.PermissionType;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the function that API Gateway invokes by a URI, and checks that it is allowed to. */
final class InvokedFunctions {
  private static final String SERVICE = "apigateway.amazonaws.com";

  private InvokedFunctions() {}

  /**
   * The ARN of the function behind a URI, with its alias if it has one. It is empty if there is no
   * such function, which is reported. A missing permission is reported too.
   *
   * @param uriProperty the property of {@code owner} that holds the URI
   * @param roleProperty may hold a role, with which no permission is needed
   * @param sourceArn what the function is invoked for
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
