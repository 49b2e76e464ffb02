package dev.fanfare.local.stepfunctions.execution;

import dev.fanfare.local.stepfunctions.definition.State;
import dev.fanfare.local.stepfunctions.definition.Workflow;
import dev.fanfare.local.stepfunctions.history.EventData;
import dev.fanfare.local.stepfunctions.history.Failure;
import dev.fanfare.local.stepfunctions.query.Document;
import dev.fanfare.local.time.Timer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One run of a workflow inside an execution: of the state machine itself, or of one iteration of an
 * inline Map. Only steps of the execution use it.
 */
final class WorkflowRun {
  private final ExecutionRun execution;
  private final Workflow workflow;
  private final VariableScope variables;
  private final Optional<Map<String, Object>> item;
  private final Listener listener;
  private Optional<StateVisit> visit = Optional.empty();
  private Timer.Cancellable transition = () -> {};
  private long lastEvent;
  private boolean ended;

  /** Gets the end of a run, once. */
  interface Listener {
    void succeeded(Document output);

    void failed(Failure failure);
  }

  /**
   * @param item what the context object shows of the item of an iteration
   */
  WorkflowRun(
      ExecutionRun execution,
      Workflow workflow,
      VariableScope variables,
      Optional<Map<String, Object>> item,
      Listener listener) {
    this.execution = execution;
    this.workflow = workflow;
    this.variables = variables;
    this.item = item;
    this.listener = listener;
  }

  /** Starts with the first state, whose entry follows an event. */
  void start(long previous, Document input) {
    lastEvent = previous;
    transition = engine().transit(() -> submit(() -> enter(workflow.first(), input)));
  }

  Engine engine() {
    return execution.engine();
  }

  Execution execution() {
    return execution.execution();
  }

  VariableScope variables() {
    return variables;
  }

  /** What the context object shows of the item, in an iteration. */
  Optional<Map<String, Object>> item() {
    return item;
  }

  long lastEvent() {
    return lastEvent;
  }

  /** Makes the next event follow this one. */
  void continueAfter(long event) {
    lastEvent = event;
  }

  /** Runs a step of this workflow later, unless it has ended by then. */
  void submit(Runnable step) {
    execution.submit(
        () -> {
          if (!ended) {
            step.run();
          }
        });
  }

  /** A run of a workflow in the same execution, inside the visited state. */
  WorkflowRun inner(Workflow inner, Map<String, Object> innerItem, Listener innerListener) {
    return new WorkflowRun(
        execution, inner, variables.inner(), Optional.of(innerItem), innerListener);
  }

  void goTo(String next, Document input) {
    visit = Optional.empty();
    transition = engine().transit(() -> submit(() -> enter(workflow.state(next), input)));
  }

  private void enter(State state, Document input) {
    var details = new LinkedHashMap<String, Object>(Map.of("name", state.name()));
    details.putAll(EventData.input(input));
    var cause = lastEvent;
    var entered = record(state.kind() + "StateEntered", details);
    var current = new StateVisit(this, state, input, new StateVisit.Entry(cause, entered));
    visit = Optional.of(current);
    new StateStarter(engine(), current).start();
  }

  void succeed(Document output) {
    close();
    listener.succeeded(output);
  }

  void fail(Failure failure) {
    ended = true;
    visit.ifPresent(StateVisit::abandon);
    listener.failed(failure);
  }

  /** Ends this run without an event. */
  void close() {
    ended = true;
    transition.cancel();
    visit.ifPresent(StateVisit::abandon);
    visit = Optional.empty();
    variables.own().clear();
  }

  /**
   * Writes that the state in which this run failed did not end by itself. AWS writes it for a Task
   * that failed; a Map has its own event for that.
   */
  void recordFailedState(long previous) {
    visit.filter(open -> !open.state().isMap()).ifPresent(open -> open.recordAborted(previous));
    visit = Optional.empty();
  }

  /** Ends this run because another one failed. */
  void abort(long previous) {
    visit.ifPresent(open -> open.recordAborted(previous));
    close();
  }

  /** Adds an event that follows the last one. */
  long record(String type, Map<String, Object> details) {
    return recordAfter(lastEvent, type, Optional.of(details));
  }

  /** Adds an event without details that follows the last one. */
  long record(String type) {
    return recordAfter(lastEvent, type, Optional.empty());
  }

  /** Adds an event that follows an earlier one. */
  long recordAfter(long previous, String type, Optional<Map<String, Object>> details) {
    lastEvent = execution().history().add(type, previous, details);
    return lastEvent;
  }
}
