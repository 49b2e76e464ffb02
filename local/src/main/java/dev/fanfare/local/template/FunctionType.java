package dev.fanfare.local.template;

import static dev.fanfare.local.template.Shape.anyText;
import static dev.fanfare.local.template.Shape.block;
import static dev.fanfare.local.template.Shape.flag;
import static dev.fanfare.local.template.Shape.listOf;
import static dev.fanfare.local.template.Shape.mapOf;
import static dev.fanfare.local.template.Shape.oneOf;
import static dev.fanfare.local.template.Shape.oneOrMany;
import static dev.fanfare.local.template.Shape.tagMap;
import static dev.fanfare.local.template.Shape.text;
import static dev.fanfare.local.template.Shape.whole;

import java.util.Optional;

/** {@code AWS::Serverless::Function} with a Java handler. */
final class FunctionType {
  private static final String CLASS = "([A-Za-z_$][\\w$]*\\.)*[A-Za-z_$][\\w$]*";
  private static final Shape LEVEL = oneOf("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");
  private static final String NO_VERSIONS = "the alias means the one version there is";
  private static final String NO_SNAPSHOT = "environments start anew, not from a snapshot";
  private static final String LOG_AS_PRINTED = "logs are shown as the function prints them";

  static final ResourceType TYPE =
      ResourceType.of(
              "AWS::Serverless::Function",
              block()
                  .and("FunctionName", text("[a-zA-Z0-9_-]{1,64}"))
                  .must("CodeUri", text())
                  .must("Handler", text(CLASS + "(::[A-Za-z_$][\\w$]*)?"))
                  .must(
                      "Runtime",
                      oneOf(
                          "java25", "java21", "java17", "java17.al2023", "java11", "java11.al2023"))
                  .and("MemorySize", whole(128, 10_240))
                  .and("Timeout", whole(1, 900))
                  .and(
                      "Environment",
                      block().must("Variables", mapOf("[a-zA-Z][a-zA-Z0-9_]+", anyText())))
                  .and("ReservedConcurrentExecutions", whole(1, 1_000_000))
                  .and("AutoPublishAlias", text("(?!^[0-9]+$)[a-zA-Z0-9_-]{1,128}"))
                  .and("Role", text("arn:.+"))
                  .and("Policies", oneOrMany(PolicyDocuments.OF_ROLE))
                  .and("Events", FunctionEvents.SHAPE)
                  .and("EventInvokeConfig", EventInvokeConfig.SHAPE)
                  .and("LoggingConfig", logging())
                  .and("PackageType", oneOf("Zip"))
                  .noEffect("AutoPublishAliasAllProperties", flag(), NO_VERSIONS)
                  .noEffect("VersionDeletionPolicy", oneOf("Delete", "Retain"), NO_VERSIONS)
                  .noEffect("VersionDescription", anyText(), NO_VERSIONS)
                  .noEffect("Description", anyText(), "nothing shows it")
                  .noEffect(
                      "Architectures",
                      listOf(oneOf("x86_64", "arm64"), 1, 1),
                      "runs on this processor")
                  .noEffect(
                      "SnapStart",
                      block().must("ApplyOn", oneOf("PublishedVersions", "None")),
                      NO_SNAPSHOT)
                  .noEffect(
                      "Tracing",
                      oneOf("Active", "PassThrough", "Disabled"),
                      "nothing collects traces")
                  .noEffect(
                      "EphemeralStorage",
                      block().must("Size", whole(512, 10_240)),
                      "/tmp is this machine's")
                  .noEffect(
                      "PermissionsBoundary",
                      text("arn:.+"),
                      "no policy is evaluated on one machine")
                  .noEffect("Tags", tagMap(), "nothing reads tags"))
          .named("FunctionName", 64)
          .attribute("Arn", FunctionType::arn)
          .withOwnRole();

  private FunctionType() {}

  static String arn(Identity identity) {
    return identity.account().functionArn(identity.name());
  }

  /** Whether a name or an ARN means this function; a qualifier must be one that it has. */
  static boolean answersTo(Resolved function, String nameOrArn) {
    var arn =
        nameOrArn.startsWith("arn:")
            ? nameOrArn
            : function.identity().account().functionArn(nameOrArn);
    var own = arn(function.identity());
    var isQualified =
        alias(function)
            .filter(
                alias -> arn.equals(own + ":" + alias) || arn.equals(own + ":" + SamNames.VERSION));
    return arn.equals(own) || isQualified.isPresent();
  }

  static Optional<String> alias(Resolved function) {
    return function.properties().get("AutoPublishAlias").map(Value::toString);
  }

  private static Shape.Block logging() {
    return block()
        .and("LogGroup", text("[.\\-_/#A-Za-z0-9]{1,512}"))
        .noEffect("LogFormat", oneOf("JSON", "Text"), LOG_AS_PRINTED)
        .noEffect("ApplicationLogLevel", LEVEL, LOG_AS_PRINTED)
        .noEffect("SystemLogLevel", oneOf("DEBUG", "INFO", "WARN"), LOG_AS_PRINTED);
  }
}
