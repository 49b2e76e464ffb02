package dev.fanfare.local.stepfunctions.execution;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.local.stepfunctions.definition.ErrorHandling;
import dev.fanfare.local.stepfunctions.definition.ErrorHandling.Retrier;
import dev.fanfare.local.stepfunctions.definition.ErrorNames;
import dev.fanfare.local.stepfunctions.definition.State;
import dev.fanfare.local.stepfunctions.definition.Transition;
import dev.fanfare.local.stepfunctions.history.EventData;
import dev.fanfare.local.stepfunctions.history.Failure;
import dev.fanfare.local.stepfunctions.query.Document;
import dev.fanfare.local.stepfunctions.query.QueryEvaluationException;
import dev.fanfare.local.stepfunctions.query.Scope;
import dev.fanfare.local.stepfunctions.query.Typed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One visit of an execution to a state, from entry to exit, with all attempts. Only steps of the
 * execution use it.
 */
final class StateVisit {
  private final ExecutionRun run;
  private final State state;
  private final Document input;
  private final long enteredEvent;
  private final Instant enteredTime;
  private final List<Runnable> cleanups = new ArrayList<>();
  private ErrorHandling errors;
  private Runnable attempt = () -> {};
  private int[] retries;
  private int retryCount;

  /** Changes with every attempt, so that late responses to earlier attempts are ignored. */
  private Object ticket = new Object();

  /** The previous event of the exit, if it is not the last one. */
  private Optional<Long> exitsAfter = Optional.empty();

  /** Whether a catcher has caught an error of this state. */
  private boolean caught;

  StateVisit(ExecutionRun run, State state, Document input, long enteredEvent) {
    this.run = run;
    this.state = state;
    this.errors = state.errors();
    this.retries = new int[errors.retriers().size()];
    this.input = input;
    this.enteredEvent = enteredEvent;
    this.enteredTime = run.engine().now();
  }

  ExecutionRun run() {
    return run;
  }

  State state() {
    return state;
  }

  Document input() {
    return input;
  }

  /** The scope of this state's fields, with the variables at its entry. */
  Scope scope() {
    var states = new HashMap<String, Object>();
    states.put("input", input.value());
    states.put("context", ContextObject.of(run.execution(), state.name(), enteredTime, retryCount));
    return new Scope(Map.copyOf(run.variables()), states, run.engine().library());
  }

  /** Runs the first attempt of a state; retries run the same action. */
  void attempt(Runnable action) {
    attempt = action;
    evaluating(attempt);
  }

  /** Runs the action. An expression that fails is an error of the state. */
  void evaluating(Runnable action) {
    try {
      action.run();
    } catch (QueryEvaluationException e) {
      handle(evaluationFailed(e));
    }
  }

  /**
   * Prepares to wait for a response.
   *
   * @return a function that submits a step to the execution, unless this attempt has ended
   */
  Consumer<Runnable> waiting() {
    var current = ticket;
    return step ->
        run.submit(
            () -> {
              if (ticket == current) {
                evaluating(step);
              }
            });
  }

  /** Registers an action to run when this attempt ends for any reason. */
  void afterwards(Runnable cleanup) {
    cleanups.add(cleanup);
  }

  /** Ends the attempt: cancels timers, aborts children, drops late responses. */
  void abandon() {
    ticket = new Object();
    var pending = List.copyOf(cleanups);
    cleanups.clear();
    pending.forEach(Runnable::run);
  }

  /** Sets the previous event of the exit, if it is not the last one. */
  void exitsAfter(long event) {
    exitsAfter = Optional.of(event);
  }

  /** Leaves the state. The output is the result, unless the definition specifies another. */
  void exit(Scope scope, Document result) {
    leave(state.onward(), scope, result, "");
  }

  private void leave(Transition onward, Scope scope, Document result, String location) {
    var output =
        onward
            .output()
            .map(template -> Document.of(template.evaluate(scope, location + "Output")))
            .orElse(result);
    var assigned =
        onward
            .assign()
            .map(template -> Typed.object(template, scope, location + "Assign"))
            .orElse(Map.of());
    if (output.bytes() > AwsLimits.STATE_BYTES
        || Document.of(assigned).bytes() > AwsLimits.STATE_BYTES) {
      handle(tooLarge(state.name()));
      return;
    }
    abandon();
    var details = EventData.exit(state.name(), output, assigned);
    run.recordAfter(
        exitsAfter.orElseGet(run::lastEvent), state.kind() + "StateExited", Optional.of(details));
    run.variables().putAll(assigned);
    onward.next().ifPresentOrElse(next -> run.goTo(next, output), () -> run.succeed(output));
  }

  /** Leaves a Choice through one of its rules. */
  void exitBy(String rule, Transition onward, Scope scope) {
    leave(onward, scope, input, rule + "/");
  }

  /** Handles an error that is already in the history: retries, catches or fails. */
  void handle(Failure failure) {
    abandon();
    exitsAfter = Optional.empty();
    for (int i = 0; i < retries.length; i++) {
      var retrier = errors.retriers().get(i);
      if (retrier.matches(failure.name())) {
        if (retries[i] < retrier.maxAttempts()) {
          retryLater(retrier, retries[i]++);
          return;
        }
        break;
      }
    }
    catchOrFail(failure);
  }

  private void retryLater(Retrier retrier, int earlier) {
    retryCount++;
    var engine = run.engine();
    var retry = waiting();
    var timer =
        engine.schedule(retrier.delay(earlier, engine.random()), () -> retry.accept(attempt));
    afterwards(timer::cancel);
  }

  private void catchOrFail(Failure failure) {
    var catchers = errors.catchers();
    for (int i = 0; i < catchers.size(); i++) {
      if (catchers.get(i).matches(failure.name())) {
        // An error inside a catcher is not caught again.
        caught = true;
        errors = ErrorHandling.NONE;
        retries = new int[0];
        var location = "Catch[" + i + "]/";
        var onward = catchers.get(i).onward();
        var scope = scope().with("errorOutput", failure.output());
        evaluating(() -> leave(onward, scope, Document.of(failure.output()), location));
        return;
      }
    }
    run.fail(failure);
  }

  private Failure evaluationFailed(QueryEvaluationException e) {
    var failure =
        Failure.of(ErrorNames.QUERY_EVALUATION_ERROR, explain(String.valueOf(e.getMessage())));
    var details = failure.details();
    details.put("location", e.location());
    details.put("state", state.name());
    run.recordAfter(0, "EvaluationFailed", Optional.of(details));
    if (state.kind().equals("Map") && !caught) {
      run.record("MapStateFailed");
    }
    return failure;
  }

  /** An explanation that begins with the same sentence as on AWS. */
  String explain(String what) {
    return "An error occurred while executing the state '%s' (entered at the event id #%d). %s"
        .formatted(state.name(), enteredEvent, what);
  }

  static Failure tooLarge(String what) {
    return Failure.of(
        ErrorNames.DATA_LIMIT_EXCEEDED,
        "The state/task '%s' returned a result with a size exceeding the maximum number of bytes service limit."
            .formatted(what));
  }
}
