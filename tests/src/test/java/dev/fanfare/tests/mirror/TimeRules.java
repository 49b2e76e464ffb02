package dev.fanfare.tests.mirror;

import dev.fanfare.estimate.TimeLimit;
import dev.fanfare.local.lambda.FunctionSpec;
import dev.fanfare.tests.mirror.Definition.State;
import java.util.Optional;
import java.util.stream.Stream;

/** Times in different places that depend on each other. */
final class TimeRules {
  private static final int VISIBILITY_FACTOR = 6;
  private static final String YOUNG = "YoungSeconds";
  private static final String CONNECT = "Connect";

  private TimeRules() {}

  /**
   * A Task's timeout is longer than its function's, even if a parameter sets the maximum. Otherwise
   * Step Functions starts a second invocation while the first one is running.
   */
  static Stream<String> tasks(Blueprint blueprint) {
    return blueprint.definition().tasks().flatMap(task -> ofTask(task, blueprint).stream());
  }

  private static Optional<String> ofTask(State task, Blueprint blueprint) {
    int patience = task.json().path("TimeoutSeconds").asInt();
    return blueprint
        .function(task.step())
        .map(function -> longest(function, blueprint))
        .filter(seconds -> patience <= seconds)
        .map(
            seconds ->
                Drift.inDefinition(
                    task.name(),
                    "its TimeoutSeconds "
                        + patience
                        + " must be more than its function's "
                        + seconds));
  }

  private static long longest(FunctionSpec function, Blueprint blueprint) {
    return blueprint
        .text()
        .scalar("Resources", function.logicalId(), "Properties", "Timeout")
        .filter(text -> text.startsWith("!Ref "))
        .flatMap(
            text ->
                blueprint.text().scalar("Parameters", text.substring("!Ref ".length()), "MaxValue"))
        .map(Long::parseLong)
        .orElse(function.limits().timeout().toSeconds());
  }

  static Stream<String> queues(Blueprint blueprint) {
    return blueprint.functions().stream()
        .flatMap(
            function ->
                function.triggers().queues().stream()
                    .flatMap(mapping -> blueprint.queue(mapping.queueArn()).stream())
                    .filter(queue -> queue.visibility().toSeconds() != visibility(function))
                    .map(
                        queue ->
                            Drift.inTemplate(
                                queue.logicalId(),
                                "its VisibilityTimeout "
                                    + queue.visibility().toSeconds()
                                    + " must be six times the timeout of "
                                    + function.logicalId()
                                    + ", "
                                    + visibility(function))));
  }

  private static long visibility(FunctionSpec function) {
    return VISIBILITY_FACTOR * function.limits().timeout().toSeconds();
  }

  /** The planner refuses a broadcast that would take longer. */
  static Stream<String> execution(Blueprint blueprint) {
    long lasts = blueprint.definition().root().path("TimeoutSeconds").asLong();
    return Stream.of(TimeLimit.EXECUTION.toSeconds())
        .filter(seconds -> seconds != lasts)
        .map(
            seconds ->
                Drift.inFile(
                    Blueprint.DEFINITION,
                    "its TimeoutSeconds " + lasts + " must be the planner's " + seconds));
  }

  /** A connection returns 410 while its {@code $connect} runs, which lasts up to its timeout. */
  static Stream<String> young(Blueprint blueprint) {
    long young =
        blueprint.text().scalar("Parameters", YOUNG, "Default").map(Long::parseLong).orElse(0L);
    return blueprint.function(CONNECT).stream()
        .filter(connect -> young < connect.limits().timeout().toSeconds())
        .map(
            connect ->
                Drift.inTemplate(
                    "Parameters." + YOUNG,
                    "its Default "
                        + young
                        + " must be at least the timeout of "
                        + connect.logicalId()
                        + ", "
                        + connect.limits().timeout().toSeconds()));
  }
}
