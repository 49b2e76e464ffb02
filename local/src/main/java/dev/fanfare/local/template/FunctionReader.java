package dev.fanfare.local.template;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Reads functions, with the rules that Lambda has about more than one property. */
final class FunctionReader {
  /** Lambda sets these itself and refuses a function that does. */
  private static final Set<String> RESERVED =
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

  private static final int ENVIRONMENT_BYTES = 4 * 1024;
  private static final int SNAPSHOT_STORAGE = 512;

  private final Path directory;
  private final ResourceIndex index;
  private final Problems problems;

  /**
   * @param directory the template's; {@code CodeUri} is relative to it
   */
  FunctionReader(Path directory, ResourceIndex index, Problems problems) {
    this.directory = directory;
    this.index = index;
    this.problems = problems;
  }

  FunctionResource read(Resolved function) {
    var properties = function.properties();
    var name = function.name();
    var environment =
        properties
            .fields("Environment")
            .map(block -> block.textsByKey("Variables"))
            .orElse(Map.of());
    checkEnvironment(function, environment);
    checkSnapshot(function);
    return new FunctionResource(
        function.logicalId(),
        name,
        FunctionType.arn(function.identity()),
        properties.text("Handler").orElseThrow(),
        properties.text("Runtime").orElseThrow(),
        directory.resolve(properties.text("CodeUri").orElseThrow()).normalize(),
        properties.whole("MemorySize", 128),
        Duration.ofSeconds(properties.whole("Timeout", 3)),
        environment,
        properties.whole("ReservedConcurrentExecutions"),
        FunctionType.alias(function),
        properties
            .fields("LoggingConfig")
            .flatMap(logging -> logging.text("LogGroup"))
            .orElse("/aws/lambda/" + name),
        Roles.arn(function),
        new QueueEvents(index, problems).read(function),
        TopicEvents.read(function, index, problems),
        StreamEvents.read(function, index, problems),
        EventInvokeConfig.read(function, index, problems),
        Roles.statements(function, index, problems));
  }

  private void checkEnvironment(Resolved function, Map<String, String> environment) {
    var path = function.at("Environment.Variables");
    int bytes = 0;
    for (var variable : environment.entrySet()) {
      bytes += variable.getKey().getBytes(StandardCharsets.UTF_8).length;
      bytes += variable.getValue().getBytes(StandardCharsets.UTF_8).length;
      if (RESERVED.contains(variable.getKey())) {
        problems.add(
            path + "." + variable.getKey(),
            function.lineOf("Environment"),
            variable.getKey(),
            "Lambda sets this variable itself");
      }
    }
    if (bytes > ENVIRONMENT_BYTES) {
      problems.add(
          path,
          function.lineOf("Environment"),
          bytes + " bytes",
          "must be at most " + ENVIRONMENT_BYTES + " bytes");
    }
  }

  private void checkSnapshot(Resolved function) {
    var properties = function.properties();
    var isSnapshot =
        properties
            .fields("SnapStart")
            .flatMap(s -> s.text("ApplyOn"))
            .filter("PublishedVersions"::equals)
            .isPresent();
    var storage =
        properties
            .fields("EphemeralStorage")
            .map(s -> s.whole("Size", SNAPSHOT_STORAGE))
            .orElse(SNAPSHOT_STORAGE);
    if (isSnapshot && storage > SNAPSHOT_STORAGE) {
      problems.add(
          function.at("EphemeralStorage.Size"),
          function.lineOf("EphemeralStorage"),
          String.valueOf(storage),
          "SnapStart takes at most " + SNAPSHOT_STORAGE);
    }
  }
}
