package dev.fanfare.local.stepfunctions.definition;

import dev.fanfare.local.stepfunctions.query.Template;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One state of a workflow. */
public sealed interface State {
  String name();

  void accept(Visitor visitor);

  /** Handles every kind of state. */
  interface Visitor {
    void task(Task state);

    void map(DistributedMap state);

    void choice(Choice state);

    void pause(Wait state);

    void pass(Pass state);

    void succeed(Succeed state);

    void fail(Fail state);
  }

  /** Calls a service and continues with its response. */
  record Task(
      String name,
      Integration integration,
      Template arguments,
      Optional<Template> timeoutSeconds,
      ErrorHandling errors,
      Transition onward)
      implements State {

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
      List<String> arguments() {
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

      static Optional<Integration> of(String arn) {
        return Stream.of(values()).filter(known -> known.arn().equals(arn)).findFirst();
      }
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.task(this);
    }
  }

  /**
   * Runs a workflow once per item, each in an execution of its own.
   *
   * @param label names the children's state machine
   */
  record DistributedMap(
      String name,
      String label,
      ItemSource items,
      Optional<Template> itemSelector,
      Optional<Template> maxConcurrency,
      Optional<Template> toleratedFailurePercentage,
      Optional<Template> toleratedFailureCount,
      Workflow processor,
      Optional<ResultExport> resultWriter,
      ErrorHandling errors,
      Transition onward)
      implements State {
    @Override
    public void accept(Visitor visitor) {
      visitor.map(this);
    }
  }

  /**
   * Takes the first rule whose condition is true.
   *
   * @param defaultTransition taken if no condition is true; without a next state, that is an error
   */
  record Choice(String name, List<Rule> rules, Transition defaultTransition) implements State {

    /** One rule. */
    public record Rule(Template condition, Transition onward) {}

    @Override
    public void accept(Visitor visitor) {
      visitor.choice(this);
    }
  }

  /**
   * Waits.
   *
   * @param until seconds from now, or a point in time
   */
  record Wait(String name, Until until, Template value, Transition onward) implements State {

    /** The meaning of a Wait's value, named like the field. */
    public enum Until {
      Seconds,
      Timestamp
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.pause(this);
    }
  }

  /** Transforms its input. */
  record Pass(String name, Transition onward) implements State {
    @Override
    public void accept(Visitor visitor) {
      visitor.pass(this);
    }
  }

  /** Ends the execution with success. */
  record Succeed(String name, Transition onward) implements State {
    @Override
    public void accept(Visitor visitor) {
      visitor.succeed(this);
    }
  }

  /** Ends the execution with a failure. */
  record Fail(String name, Optional<Template> error, Optional<Template> cause) implements State {
    @Override
    public void accept(Visitor visitor) {
      visitor.fail(this);
    }
  }
}
