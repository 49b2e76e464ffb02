package dev.fanfare.local.iam;

import dev.fanfare.local.cloudformation.resources.Resource;
import dev.fanfare.local.cloudformation.resources.ResourceType;
import dev.fanfare.local.cloudformation.resources.Resources;
import dev.fanfare.local.cloudformation.yaml.NoEffect;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code AWS::Lambda::Permission}: who may invoke a function. */
public final class PermissionType {
  private static final String NAME = "AWS::Lambda::Permission";
  private static final String FUNCTION = "FunctionName";

  public static final ResourceType PERMISSION =
      ResourceType.of(PermissionType.class, NAME)
          .withoutEffect(NoEffect.NO_POLICIES)
          .checks(PermissionType::checkFunction);

  private PermissionType() {}

  private static void checkFunction(Resource permission) {
    if (permission.all().byArn("AWS::Serverless::Function", functionArn(permission)).isEmpty()) {
      permission.refuse(FUNCTION, "must be a function of this template or one of its aliases");
    }
  }

  /**
   * Whether the template lets a service invoke a function for a source. A permission applies only
   * to the function, version or alias that it names.
   *
   * @param service such as {@code apigateway.amazonaws.com}
   * @param functionArn with the qualifier that the service uses
   * @param sourceArn the source of the invocation, such as the route of a stage or a topic
   */
  public static boolean lets(
      Resources resources, String service, String functionArn, String sourceArn) {
    return resources.hasUnsound(NAME)
        || resources.soundOf(NAME).stream()
            .filter(permission -> permission.text("Principal").equals(service))
            .filter(permission -> covers(permission.properties().text("SourceArn"), sourceArn))
            .anyMatch(permission -> functionArn.equals(functionArn(permission)));
  }

  /** The property holds an ARN or a name, either with or without a qualifier. */
  private static String functionArn(Resource permission) {
    var function = permission.text(FUNCTION);
    return function.startsWith("arn:") ? function : permission.account().functionArn(function);
  }

  private static boolean covers(Optional<String> pattern, String sourceArn) {
    return pattern
        .map(text -> Pattern.quote(text).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"))
        .map(regex -> Pattern.matches(regex, sourceArn))
        .orElse(true);
  }
}
