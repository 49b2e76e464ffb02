package dev.fanfare.local.template;

import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the function that API Gateway invokes by a URI, and whether it may. */
final class InvokedFunctions {
  private final ResourceIndex index;
  private final Problems problems;
  private final Pattern uri;

  InvokedFunctions(ResourceIndex index, StackIdentity stack, Problems problems) {
    this.index = index;
    this.problems = problems;
    var beginning =
        "arn:aws:apigateway:" + stack.account().region() + ":lambda:path/2015-03-31/functions/";
    this.uri = Pattern.compile(Pattern.quote(beginning) + "(.+)/invocations");
  }

  /**
   * A function as an integration or an authorizer names it.
   *
   * @param arn with its alias if it has one
   */
  record Invoked(String logicalId, String arn) {}

  /**
   * The function behind a URI; empty when there is none, which is then reported, as is a function
   * that API Gateway is not permitted to invoke.
   *
   * @param uriProperty the property of {@code owner} that holds the URI
   * @param roleProperty the property that may hold a role, with which no permission is needed
   * @param sourceArn what the function is invoked for
   */
  Optional<Invoked> invokedBy(
      Resolved owner, String uriProperty, String roleProperty, String sourceArn) {
    var text = owner.properties().text(uriProperty).orElseThrow();
    var matcher = uri.matcher(text);
    if (!matcher.matches()) {
      report(owner, uriProperty, text, "must match " + uri.pattern());
      return Optional.empty();
    }
    var arn = matcher.group(1);
    var function = index.function(arn).filter(found -> arn.startsWith("arn:"));
    if (function.isEmpty()) {
      report(
          owner,
          uriProperty,
          arn,
          "must be the ARN of a function of this template, or of an alias that it has");
      return Optional.empty();
    }
    var hasRole = owner.properties().get(roleProperty).isPresent();
    if (!hasRole && !PermissionType.lets(PermissionType.GATEWAY, index, arn, sourceArn)) {
      report(
          owner,
          uriProperty,
          arn,
          "no AWS::Lambda::Permission lets apigateway.amazonaws.com invoke it for " + sourceArn);
    }
    return Optional.of(new Invoked(function.get().logicalId(), arn));
  }

  private void report(Resolved owner, String property, String value, String rule) {
    problems.add(owner.at(property), owner.lineOf(property), value, rule);
  }
}
