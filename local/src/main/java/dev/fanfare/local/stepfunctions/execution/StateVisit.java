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
import java.util.function.LongConsumer;

/**
 * One visit of an execution to a state, from entry to exit, with all attempts. Only steps of the
 * execution use it.
 */
final class StateVisit {
  private final WorkflowRun run;
  private final State state;
  private final Document input;
  private final Entry entry;
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

  /** Writes the events of what this attempt runs and another failure aborts. */
  private LongConsumer abortedEvents = previous -> {};

  /**
   * The entry into a state.
   *
   * @param cause the event that the entry follows
   * @param event the entry itself
   */
  record Entry(long cause, long event) {}

  StateVisit(WorkflowRun run, State state, Document input, Entry entry) {
    this.run = run;
    this.state = state;
    this.errors = state.errors();
    this.retries = new int[errors.retriers().size()];
    this.input = input;
    this.entry = entry;
    this.enteredTime = run.engine().now();
  }

  WorkflowRun run() {
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
    var context = ContextObject.of(run.execution(), state.name(), enteredTime, retryCount);
    run.item().ifPresent(item -> context.put("Map", Map.of("Item", item)));
    states.put("context", context);
    return new Scope(run.variables().visible(), states, run.engine().library());
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
      failEvaluation(e, entry.cause());
    } catch (RuntimeFailureException e) {
      abandon();
      run.fail(Failure.of(ErrorNames.RUNTIME, explain(String.valueOf(e.getMessage()))));
    }
  }

  /** Fails the state because a value that an expression returned cannot be used. */
  void failEvaluation(QueryEvaluationException e) {
    failEvaluation(e, entry.event());
  }

  private void failEvaluation(QueryEvaluationException e, long previous) {
    var failure =
        Failure.of(ErrorNames.QUERY_EVALUATION_ERROR, explain(String.valueOf(e.getMessage())));
    var details = failure.details();
    e.location().ifPresent(location -> details.put("location", location));
    details.put("state", state.name());
    run.recordAfter(previous, "EvaluationFailed", Optional.of(details));
    handle(failure);
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

  /** Registers what writes the events of an aborted attempt; each follows the event it gets. */
  void whenAborted(LongConsumer events) {
    abortedEvents = events;
  }

  /** Writes that a failure elsewhere aborts this state. */
  void recordAborted(long previous) {
    if (state.mayBeAborted()) {
      run.recordAfter(previous, state.kind() + "StateAborted", Optional.empty());
    }
    abortedEvents.accept(previous);
  }

  /** Ends the attempt: cancels timers, aborts children, drops late responses. */
  void abandon() {
    ticket = new Object();
    abortedEvents = previous -> {};
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
    run.variables().own().putAll(assigned);
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
        engine.schedule(
            retrier.delay(earlier, engine.random()), () -> retry.accept(this::transitToRetry));
    afterwards(timer::cancel);
  }

  private void transitToRetry() {
    var retry = waiting();
    var transition = run.engine().transit(() -> retry.accept(attempt));
    afterwards(transition::cancel);
  }

  private void catchOrFail(Failure failure) {
    if (state.isMap() && !caught) {
      run.record("MapStateFailed");
    }
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

  /** An explanation that begins with the same sentence as on AWS. */
  String explain(String what) {
    return "An error occurred while executing the state '%s' (entered at the event id #%d). %s"
        .formatted(state.name(), entry.event(), what);
  }

  static Failure tooLarge(String what) {
    return Failure.of(
        ErrorNames.DATA_LIMIT_EXCEEDED,
        "The state/task '%s' returned a result with a size exceeding the maximum number of bytes service limit."
            .formatted(what));
  }
}
