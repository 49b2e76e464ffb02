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

/**
 * The time an execution spends in one state: all attempts, until the state is left. Only steps of
 * the execution use it.
 */
final class StateVisit {
  private final ExecutionRun run;
  private final String state;
  private final String kind;
  private final Document input;
  private final long enteredEvent;
  private final Instant enteredTime;
  private final List<Runnable> cleanups = new ArrayList<>();
  private ErrorHandling errors = new ErrorHandling(List.of(), List.of());
  private Runnable attempt = () -> {};
  private int[] retries = {};
  private int retryCount;

  /** Changes with every attempt, so that an answer to an earlier one is known as late. */
  private Object ticket = new Object();

  /** The event that leaving follows, where that is not the one before. */
  private Optional<Long> exitsAfter = Optional.empty();

  /** Whether this state has failed and is being left through a catcher. */
  private boolean caught;

  StateVisit(ExecutionRun run, State state, Document input, long enteredEvent) {
    this.run = run;
    this.state = state.name();
    this.kind = EventData.kind(state);
    this.input = input;
    this.enteredEvent = enteredEvent;
    this.enteredTime = run.engine().clock().instant();
  }

  ExecutionRun run() {
    return run;
  }

  String state() {
    return state;
  }

  Document input() {
    return input;
  }

  /** What this state's fields see; variables are those at its entry. */
  Scope scope() {
    var states = new HashMap<String, Object>();
    states.put("input", input.value());
    states.put("context", ContextObject.of(run.execution(), state, enteredTime, retryCount));
    return new Scope(Map.copyOf(run.variables()), states, run.engine().library());
  }

  /** Makes the first attempt of a state that may make several. */
  void attempt(ErrorHandling handling, Runnable action) {
    errors = handling;
    retries = new int[handling.retriers().size()];
    attempt = action;
    attempt();
  }

  /** Does what may fail by an expression, and treats that as a failure of the state. */
  void evaluating(Runnable action) {
    try {
      action.run();
    } catch (QueryEvaluationException e) {
      handle(evaluationFailed(e));
    }
  }

  private void attempt() {
    evaluating(attempt);
  }

  /**
   * Prepares for something that this attempt waits for.
   *
   * @return hands a step to the execution, unless this attempt is over by then
   */
  Continuation waiting() {
    var current = ticket;
    return step ->
        run.submit(
            () -> {
              if (ticket == current) {
                evaluating(step);
              }
            });
  }

  /** Where an answer continues an attempt. */
  interface Continuation {
    void submit(Runnable step);
  }

  /** Has something done when this attempt is over, however it ends. */
  void afterwards(Runnable cleanup) {
    cleanups.add(cleanup);
  }

  /** Ends the attempt: timers are cancelled, running children aborted, late answers dropped. */
  void abandon() {
    ticket = new Object();
    var pending = List.copyOf(cleanups);
    cleanups.clear();
    pending.forEach(Runnable::run);
  }

  /** Has the exit's event follow an earlier event than the last. */
  void exitsAfter(long event) {
    exitsAfter = Optional.of(event);
  }

  /** Leaves a state whose result becomes its output unless the definition says otherwise. */
  void exit(Transition onward, Scope scope, Document result) {
    leave(onward, scope, result, "");
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
      handle(tooLarge(state));
      return;
    }
    abandon();
    var details = EventData.exit(state, output, assigned);
    run.recordAfter(
        exitsAfter.orElseGet(run::lastEvent), kind + "StateExited", Optional.of(details));
    run.variables().putAll(assigned);
    onward.next().ifPresentOrElse(next -> run.goTo(next, output), () -> run.succeed(output));
  }

  /** Leaves a Choice by one of its rules. */
  void exitBy(String rule, Transition onward, Scope scope) {
    leave(onward, scope, input, rule + "/");
  }

  /** What to do about an error whose own event is written: try again, go elsewhere, or fail. */
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
        engine
            .timer()
            .schedule(retrier.delay(earlier, engine.random()), () -> retry.submit(attempt));
    afterwards(timer::cancel);
  }

  private void catchOrFail(Failure failure) {
    var catchers = errors.catchers();
    for (int i = 0; i < catchers.size(); i++) {
      if (catchers.get(i).matches(failure.name())) {
        // What goes wrong inside a catcher is not caught again.
        caught = true;
        errors = new ErrorHandling(List.of(), List.of());
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
    var failure = Failure.of(ErrorNames.QUERY_EVALUATION_ERROR, explain(e.getMessage()));
    var details = failure.details();
    details.put("location", e.location());
    details.put("state", state);
    run.recordAfter(0, "EvaluationFailed", Optional.of(details));
    if (kind.equals("Map") && !caught) {
      run.record("MapStateFailed");
    }
    return failure;
  }

  /** The sentence that AWS begins its own explanations with. */
  String explain(String what) {
    return "An error occurred while executing the state '%s' (entered at the event id #%d). %s"
        .formatted(state, enteredEvent, what);
  }

  static Failure tooLarge(String what) {
    return Failure.of(
        ErrorNames.DATA_LIMIT_EXCEEDED,
        "The state/task '%s' returned a result with a size exceeding the maximum number of bytes service limit."
            .formatted(what));
  }
}
