package dev.fanfare.local.template;

import static dev.fanfare.local.template.Shape.block;
import static dev.fanfare.local.template.Shape.oneOf;
import static dev.fanfare.local.template.Shape.text;

import java.util.Optional;
import java.util.regex.Pattern;

/** {@code AWS::Lambda::Permission}: who may invoke a function. */
final class PermissionType {
  static final ResourceType TYPE =
      ResourceType.of(
              "AWS::Lambda::Permission",
              block()
                  .must("Action", oneOf("lambda:InvokeFunction"))
                  .must("FunctionName", text())
                  .must("Principal", text())
                  .and("SourceArn", text("arn:.+"))
                  .and("SourceAccount", text("[0-9]{12}")))
          .withoutEffect("no policy is evaluated on one machine");

  static final String GATEWAY = "apigateway.amazonaws.com";

  private PermissionType() {}

  /** Reports a permission for a function that is not there. */
  static void check(Resolved permission, ResourceIndex index, Problems problems) {
    var function = permission.properties().text("FunctionName").orElseThrow();
    if (index.function(function).isEmpty()) {
      problems.add(
          permission.at("FunctionName"),
          permission.lineOf("FunctionName"),
          function,
          "must be a function of this template, or an alias that it has");
    }
  }

  /**
   * Whether a service may invoke a function on behalf of a source. A permission counts for the
   * function, version or alias that it names, and for no other.
   *
   * @param service such as {@code apigateway.amazonaws.com}
   * @param functionArn as the service is told it, with its qualifier
   * @param sourceArn what the service invokes it for, such as a stage's route or a topic
   */
  static boolean lets(String service, ResourceIndex index, String functionArn, String sourceArn) {
    return index.hasUnsound(TYPE)
        || index.soundOf(TYPE).stream()
            .filter(
                permission ->
                    permission.properties().text("Principal").filter(service::equals).isPresent())
            .filter(permission -> covers(permission.properties().text("SourceArn"), sourceArn))
            .anyMatch(permission -> functionArn.equals(functionArn(permission)));
  }

  /** The property takes a name too, with or without a qualifier. */
  private static String functionArn(Resolved permission) {
    var function = permission.properties().text("FunctionName").orElseThrow();
    return function.startsWith("arn:")
        ? function
        : permission.identity().account().functionArn(function);
  }

  private static boolean covers(Optional<String> pattern, String sourceArn) {
    return pattern
        .map(text -> Pattern.quote(text).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"))
        .map(regex -> Pattern.matches(regex, sourceArn))
        .orElse(true);
  }
}
