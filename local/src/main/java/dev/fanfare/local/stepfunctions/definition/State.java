package dev.fanfare.local.stepfunctions.definition;

import dev.fanfare.local.stepfunctions.query.Template;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One state of a workflow.
 *
 * @param errors empty for a type of state that has no retriers and catchers
 * @param onward the exit. A Choice takes it if no rule is true, and fails if it has no next state
 */
public record State(String name, Work work, ErrorHandling errors, Transition onward) {

  /** The names of the states that can follow. */
  List<String> targets() {
    var rules = work instanceof Choice choice ? choice.rules() : List.<Choice.Rule>of();
    return Stream.of(
            Stream.of(onward),
            errors.catchers().stream().map(ErrorHandling.Catcher::onward),
            rules.stream().map(Choice.Rule::onward))
        .flatMap(exits -> exits)
        .flatMap(exit -> exit.next().stream())
        .toList();
  }

  /** The prefix of the state's event types. */
  public String kind() {
    return work instanceof DistributedMap ? "Map" : work.getClass().getSimpleName();
  }

  public sealed interface Work {}

  /** Calls a service and continues with its response. */
  public record Task(Integration integration, Template arguments, Optional<Template> timeoutSeconds)
      implements Work {}

  /** The calls that a Task may make. */
  public enum Integration {
    LAMBDA_INVOKE("lambda:invoke", List.of("FunctionName", "Payload")),
    S3_LIST_OBJECTS("aws-sdk:s3:listObjectsV2", List.of("Bucket", "Prefix", "MaxKeys"));

    private static final String PREFIX = "arn:aws:states:::";
    private final String call;
    private final List<String> arguments;

    Integration(String call, List<String> arguments) {
      this.call = call;
      this.arguments = arguments;
    }

    /** The resource's ARN in a definition. */
    public String arn() {
      return PREFIX + call;
    }

    /** The arguments that are supported here, the required one first. */
    public List<String> arguments() {
      return arguments;
    }

    /** The service's name in a history: {@code lambda}, {@code aws-sdk:s3}. */
    public String service() {
      return call.substring(0, call.lastIndexOf(':'));
    }

    /** The service's action, such as {@code invoke}. */
    public String action() {
      return call.substring(call.lastIndexOf(':') + 1);
    }
  }

  /**
   * Runs a workflow once per item, each time in a child execution.
   *
   * @param label the last part of the name of the children's state machine
   */
  public record DistributedMap(
      String label,
      ItemSource items,
      Optional<Template> itemSelector,
      Optional<Template> maxConcurrency,
      Optional<Template> toleratedFailurePercentage,
      Optional<Template> toleratedFailureCount,
      Workflow processor,
      Optional<ResultExport> resultWriter)
      implements Work {}

  /** Takes the first rule whose condition is true. */
  public record Choice(List<Rule> rules) implements Work {

    public record Rule(Template condition, Transition onward) {}
  }

  /**
   * Waits for a duration or until a point in time.
   *
   * @param field {@code Seconds} or {@code Timestamp}
   */
  public record Wait(String field, Template value) implements Work {}

  /** Transforms its input. */
  public record Pass() implements Work {}

  public record Succeed() implements Work {}

  public record Fail(Optional<Template> error, Optional<Template> cause) implements Work {}
}
