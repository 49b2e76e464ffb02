package dev.fanfare.local.lambda;

import static dev.fanfare.local.cloudformation.yaml.Schema.anyText;
import static dev.fanfare.local.cloudformation.yaml.Schema.block;
import static dev.fanfare.local.cloudformation.yaml.Schema.mapOf;
import static dev.fanfare.local.cloudformation.yaml.Schema.oneOf;
import static dev.fanfare.local.cloudformation.yaml.Schema.oneOrMany;
import static dev.fanfare.local.cloudformation.yaml.Schema.text;
import static dev.fanfare.local.cloudformation.yaml.Schema.whole;

import dev.fanfare.local.cloudformation.resources.Resource;
import dev.fanfare.local.cloudformation.resources.ResourceType;
import dev.fanfare.local.cloudformation.resources.TypeDescription;
import dev.fanfare.local.cloudformation.yaml.NoEffect;
import dev.fanfare.local.iam.PolicyDocuments;
import dev.fanfare.local.iam.RoleSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::Serverless::Function} with a Java handler. */
public final class FunctionType implements ResourceType {
  static final String RESERVED = "ReservedConcurrentExecutions";

  private static final String CLASS = "([A-Za-z_$][\\w$]*\\.)*[A-Za-z_$][\\w$]*";
  private static final String ONE_VERSION = "the alias points to the only version";
  private static final String LOG_AS_PRINTED = "logs are shown as the function prints them";
  private static final int DEFAULT_MEMORY_MB = 128;
  private static final int DEFAULT_TIMEOUT_SECONDS = 3;
  private static final int MAX_ENVIRONMENT_BYTES = 4 * 1024;
  private static final int MAX_SNAPSHOT_STORAGE_MB = 512;

  /** Lambda sets these variables itself and refuses a function that sets them. */
  private static final Set<String> RESERVED_VARIABLES =
      Set.of(
          "_HANDLER",
          "_X_AMZN_TRACE_ID",
          "AWS_DEFAULT_REGION",
          "AWS_REGION",
          "AWS_EXECUTION_ENV",
          "AWS_LAMBDA_FUNCTION_NAME",
          "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
          "AWS_LAMBDA_FUNCTION_VERSION",
          "AWS_LAMBDA_INITIALIZATION_TYPE",
          "AWS_LAMBDA_LOG_GROUP_NAME",
          "AWS_LAMBDA_LOG_STREAM_NAME",
          "AWS_ACCESS_KEY",
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "AWS_LAMBDA_RUNTIME_API",
          "LAMBDA_TASK_ROOT",
          "LAMBDA_RUNTIME_DIR");

  private static final TypeDescription DESCRIPTION =
      TypeDescription.of(
              "AWS::Serverless::Function",
              block()
                  .and("FunctionName", text())
                  .must("CodeUri", text())
                  .must("Handler", text(CLASS + "(::[A-Za-z_$][\\w$]*)?"))
                  .must(
                      "Runtime",
                      oneOf(
                          "java25", "java21", "java17", "java17.al2023", "java11", "java11.al2023"))
                  .and("MemorySize", whole())
                  .and("Timeout", whole())
                  .and("Environment", block().must("Variables", mapOf(anyText())))
                  .and(RESERVED, whole())
                  .and("AutoPublishAlias", text())
                  .and("Role", text())
                  .and("Policies", oneOrMany(PolicyDocuments.OF_ROLE))
                  .and("Events", EventSources.EVENTS)
                  .and("EventInvokeConfig", EventSources.ASYNC)
                  .and(
                      "LoggingConfig",
                      block()
                          .and("LogGroup", text())
                          .noEffect(
                              LOG_AS_PRINTED, "LogFormat", "ApplicationLogLevel", "SystemLogLevel"))
                  .and("PackageType", oneOf("Zip"))
                  .noEffect(
                      ONE_VERSION,
                      "AutoPublishAliasAllProperties",
                      "VersionDeletionPolicy",
                      "VersionDescription")
                  .noEffect(NoEffect.NOT_SHOWN, "Description")
                  .noEffect("runs on the processor of this machine", "Architectures")
                  .noEffect(
                      "environments start anew, not from a snapshot",
                      "SnapStart",
                      block().must("ApplyOn", text()))
                  .noEffect(NoEffect.NO_TRACES, "Tracing")
                  .noEffect(
                      "/tmp is that of this machine",
                      "EphemeralStorage",
                      block().must("Size", whole()))
                  .noEffect(NoEffect.NO_POLICIES, "PermissionsBoundary")
                  .noEffect(NoEffect.NO_TAGS, "Tags"))
          .named("FunctionName", 64)
          .arn("Arn", identity -> identity.account().functionArn(identity.name()))
          .withOwnRole()
          .withAlias("AutoPublishAlias")
          .withGlobals(
              "Function",
              List.of("FunctionName", "Role", "Policies", "Events", "VersionDescription"))
          .deployedAs("AWS::Lambda::Function");

  private final int concurrency;

  /**
   * @param concurrency most environments of a function that reserves none
   */
  public FunctionType(int concurrency) {
    this.concurrency = concurrency;
  }

  @Override
  public TypeDescription description() {
    return DESCRIPTION;
  }

  @Override
  public Optional<FunctionSpec> read(Resource function) {
    var properties = function.properties();
    var environment = properties.section("Environment").section("Variables").texts();
    checkEnvironment(function, environment);
    checkSnapshot(function);
    var reserved = properties.whole(RESERVED);
    return Optional.of(
        new FunctionSpec(
            function.logicalId(),
            function.name(),
            function.arn(),
            new FunctionSpec.Code(
                function.text("Handler"),
                function.text("Runtime"),
                function.all().directory().resolve(function.text("CodeUri")).normalize()),
            environment,
            new FunctionSpec.Limits(
                Duration.ofSeconds(timeout(function)),
                properties.whole("MemorySize", DEFAULT_MEMORY_MB),
                reserved.orElse(concurrency),
                reserved.isPresent()),
            properties
                .section("LoggingConfig")
                .text("LogGroup")
                .orElse("/aws/lambda/" + function.name()),
            new EventSources(function).read(),
            RoleSpec.of(function)));
  }

  static int timeout(Resource function) {
    return function.properties().whole("Timeout", DEFAULT_TIMEOUT_SECONDS);
  }

  private static void checkEnvironment(Resource function, Map<String, String> environment) {
    int bytes = 0;
    for (var variable : environment.entrySet()) {
      var name = variable.getKey();
      bytes += name.getBytes(StandardCharsets.UTF_8).length;
      bytes += variable.getValue().getBytes(StandardCharsets.UTF_8).length;
      if (RESERVED_VARIABLES.contains(name)) {
        function.refuse("Environment.Variables." + name, name, "Lambda sets this variable itself");
      }
    }
    if (bytes > MAX_ENVIRONMENT_BYTES) {
      function.refuse(
          "Environment.Variables",
          bytes + " bytes",
          "must be at most " + MAX_ENVIRONMENT_BYTES + " bytes");
    }
  }

  private static void checkSnapshot(Resource function) {
    var mode = function.properties().section("SnapStart").text("ApplyOn");
    int storage =
        function.properties().section("EphemeralStorage").whole("Size", MAX_SNAPSHOT_STORAGE_MB);
    if (mode.filter("PublishedVersions"::equals).isPresent() && storage > MAX_SNAPSHOT_STORAGE_MB) {
      function.refuse(
          "EphemeralStorage.Size",
          "" + storage,
          "SnapStart takes at most " + MAX_SNAPSHOT_STORAGE_MB);
    }
  }
}
