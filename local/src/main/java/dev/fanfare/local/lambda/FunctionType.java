package dev.fanfare.local.lambda;

import dev.fanfare.local.cloudformation.resources.Resource;
import dev.fanfare.local.cloudformation.resources.ResourceType;
import dev.fanfare.local.iam.RoleSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::Serverless::Function} with a Java handler. */
public final class FunctionType {
  static final String RESERVED = "ReservedConcurrentExecutions";

  private static final int DEFAULT_MEMORY_MB = 128;
  private static final int DEFAULT_TIMEOUT_SECONDS = 3;
  private static final int MAX_ENVIRONMENT_BYTES = 4 * 1024;
  private static final int MAX_SNAPSHOT_STORAGE_MB = 512;

  /** Lambda sets these variables itself and rejects a function that sets them. */
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

  private FunctionType() {}

  /**
   * @param concurrency the maximum number of environments of a function without a reservation
   */
  public static ResourceType function(int concurrency) {
    return ResourceType.of(FunctionType.class, "AWS::Serverless::Function")
        .named("FunctionName", 64)
        .arn("Arn", identity -> identity.account().functionArn(identity.name()))
        .withOwnRole()
        .withAlias("AutoPublishAlias")
        .withGlobals(
            "Function", List.of("FunctionName", "Role", "Policies", "Events", "VersionDescription"))
        .deployedAs("AWS::Lambda::Function")
        .reads(function -> read(function, concurrency));
  }

  private static Optional<FunctionSpec> read(Resource function, int concurrency) {
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
                function.all().directory().resolve(function.text("CodeUri")).normalize(),
                environment),
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
          "must be at most " + MAX_SNAPSHOT_STORAGE_MB + " with SnapStart");
    }
  }
}
