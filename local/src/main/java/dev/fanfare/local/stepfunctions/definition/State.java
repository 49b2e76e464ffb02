package dev.fanfare.local.stepfunctions.definition;

import dev.fanfare.local.stepfunctions.query.Template;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One state of a workflow. */
public sealed interface State {
  String name();

  void accept(Visitor visitor);

  /** What is done with a state depends on its kind, and no kind can be forgotten. */
  interface Visitor {
    void task(Task state);

    void map(DistributedMap state);

    void choice(Choice state);

    void pause(Wait state);

    void pass(Pass state);

    void succeed(Succeed state);

    void fail(Fail state);
  }

  /** Calls a service, and goes on with its answer. */
  record Task(
      String name,
      Integration integration,
      Template arguments,
      Optional<Template> timeoutSeconds,
      ErrorHandling errors,
      Transition onward)
      implements State {

    /** What a Task may call. */
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

      /** As a definition names it. */
      public String arn() {
        return PREFIX + call;
      }

      /** The arguments that are understood here, the required one first. */
      List<String> arguments() {
        return arguments;
      }

      /** The service, as a history names it: {@code lambda}, {@code aws-sdk:s3}. */
      public String service() {
        return call.substring(0, call.lastIndexOf(':'));
      }

      /** What is asked of the service: {@code invoke}. */
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
   * Takes the first rule whose condition holds.
   *
   * @param defaultTransition where to go when none does; without a next state, that is an error
   */
  record Choice(String name, List<Rule> rules, Transition defaultTransition) implements State {

    /** One arm. */
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

    /** What the value of a Wait means; named as the fields are. */
    public enum Until {
      Seconds,
      Timestamp
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.pause(this);
    }
  }

  /** Does nothing but transform its input. */
  record Pass(String name, Transition onward) implements State {
    @Override
    public void accept(Visitor visitor) {
      visitor.pass(this);
    }
  }

  /** Ends the execution well. */
  record Succeed(String name, Transition onward) implements State {
    @Override
    public void accept(Visitor visitor) {
      visitor.succeed(this);
    }
  }

  /** Ends the execution badly. */
  record Fail(String name, Optional<Template> error, Optional<Template> cause) implements State {
    @Override
    public void accept(Visitor visitor) {
      visitor.fail(this);
    }
  }
}
