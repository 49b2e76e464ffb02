package dev.fanfare.local.stepfunctions.definition;

import dev.fanfare.local.stepfunctions.query.Template;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One state of a workflow.
 *
 * @param errors none for a state that cannot have retriers and catchers
 * @param onward the exit; that of a Choice is taken if no rule is true, and it is an error if the
 *     exit has no next state
 */
public record State(String name, Work work, ErrorHandling errors, Transition onward) {

  /** The names of the states that it leads to. */
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

  /** The prefix of the names of its events. */
  public String kind() {
    return isMap() ? "Map" : work.getClass().getSimpleName();
  }

  public boolean isMap() {
    return work instanceof DistributedMap || work instanceof InlineMap;
  }

  /** Whether AWS has an event for this kind of state when a failure elsewhere aborts it. */
  public boolean mayBeAborted() {
    return isMap() || work instanceof Task || work instanceof Wait;
  }

  /** What a state does. */
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

    /** The resource's name in a definition. */
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

    /** The service's action: {@code invoke}. */
    public String action() {
      return call.substring(call.lastIndexOf(':') + 1);
    }
  }

  /**
   * Runs a workflow once per item, each in an execution of its own.
   *
   * @param label names the children's state machine
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

  /**
   * Runs a workflow once per item, within the same execution.
   *
   * @param toleratedFailurePercentage AWS accepts it, and fails the Map with its first iteration
   *     anyway
   * @param toleratedFailureCount likewise
   */
  public record InlineMap(
      ItemSource.StateData items,
      Optional<Template> itemSelector,
      Optional<Template> maxConcurrency,
      Optional<Template> toleratedFailurePercentage,
      Optional<Template> toleratedFailureCount,
      Workflow processor)
      implements Work {}

  /** Takes the first rule whose condition is true. */
  public record Choice(List<Rule> rules) implements Work {

    /** One rule. */
    public record Rule(Template condition, Transition onward) {}
  }

  /**
   * Waits.
   *
   * @param field {@code Seconds}: the value is seconds from now; {@code Timestamp}: a point in time
   */
  public record Wait(String field, Template value) implements Work {}

  /** Transforms its input. */
  public record Pass() implements Work {}

  /** Ends the execution with success. */
  public record Succeed() implements Work {}

  /** Ends the execution with a failure. */
  public record Fail(Optional<Template> error, Optional<Template> cause) implements Work {}
}
