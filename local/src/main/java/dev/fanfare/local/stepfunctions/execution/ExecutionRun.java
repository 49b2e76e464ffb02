package dev.fanfare.local.stepfunctions.execution;

import dev.fanfare.local.stepfunctions.definition.ErrorNames;
import dev.fanfare.local.stepfunctions.definition.State;
import dev.fanfare.local.stepfunctions.definition.Workflow;
import dev.fanfare.local.stepfunctions.history.EventData;
import dev.fanfare.local.stepfunctions.history.ExecutionStatus;
import dev.fanfare.local.stepfunctions.history.Failure;
import dev.fanfare.local.stepfunctions.history.History;
import dev.fanfare.local.stepfunctions.query.Document;
import dev.fanfare.local.time.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one execution from its first state to its end. */
public final class ExecutionRun {
  private static final Logger LOG = LoggerFactory.getLogger(ExecutionRun.class);

  private final Engine engine;
  private final Execution execution;
  private final Workflow workflow;
  private final Map<String, Object> variables = new HashMap<>();
  private Optional<StateVisit> visit = Optional.empty();
  private Optional<Timer.Cancellable> timeout = Optional.empty();
  private long lastEvent;

  ExecutionRun(Engine engine, Execution execution, Workflow workflow) {
    this.engine = engine;
    this.execution = execution;
    this.workflow = workflow;
  }

  public Execution execution() {
    return execution;
  }

  Engine engine() {
    return engine;
  }

  long lastEvent() {
    return lastEvent;
  }

  Map<String, Object> variables() {
    return variables;
  }

  synchronized void start(Optional<Duration> maxDuration) {
    var details = EventData.input(execution.input());
    details.put("roleArn", execution.identity().stateMachine().roleArn());
    execution.history().add("ExecutionStarted", 0, Optional.of(details));
    timeout = maxDuration.map(delay -> engine.schedule(delay, () -> submit(this::timeOut)));
    submit(() -> enter(workflow.first(), execution.input()));
  }

  /** Submits a step. It holds the execution's lock, and does not run if the execution has ended. */
  void submit(Runnable step) {
    engine.threads().steps().execute(() -> runStep(step));
  }

  private synchronized void runStep(Runnable step) {
    if (execution.status() != ExecutionStatus.RUNNING) {
      return;
    }
    try {
      step.run();
    } catch (History.FullException e) {
      fail(
          Failure.of(
              ErrorNames.RUNTIME,
              "The execution reached the maximum number of history events (25000)."));
    } catch (RuntimeException e) {
      // A bug in this interpreter: the execution must fail, not hang.
      LOG.error("Execution {} failed inside the local stack", execution.arn(), e);
      fail(Failure.of(ErrorNames.RUNTIME, "Internal failure of the local stack: " + e));
    }
  }

  /**
   * Stops the execution, as {@code StopExecution} does.
   *
   * @return how the execution ended, now or earlier
   */
  public synchronized Execution.Ending stop(Optional<String> error, Optional<String> cause) {
    if (execution.status() == ExecutionStatus.RUNNING) {
      var failure = new Failure(error, cause);
      execution.history().addLast("ExecutionAborted", 0, failure.details());
      end(ExecutionStatus.ABORTED, Optional.empty(), failure);
    }
    return execution.ending().orElseThrow();
  }

  private void timeOut() {
    var failure = Failure.of(ErrorNames.TIMEOUT);
    execution.history().addLast("ExecutionTimedOut", lastEvent, failure.details());
    end(ExecutionStatus.TIMED_OUT, Optional.empty(), failure);
  }

  void goTo(String next, Document input) {
    submit(() -> enter(workflow.state(next), input));
  }

  private void enter(State state, Document input) {
    var details = new LinkedHashMap<String, Object>(Map.of("name", state.name()));
    details.putAll(EventData.input(input));
    var entered = record(state.kind() + "StateEntered", details);
    var current = new StateVisit(this, state, input, entered);
    visit = Optional.of(current);
    new StateStarter(engine, current).start();
  }

  void succeed(Document output) {
    execution.history().addLast("ExecutionSucceeded", lastEvent, EventData.output(output));
    end(
        ExecutionStatus.SUCCEEDED,
        Optional.of(output),
        new Failure(Optional.empty(), Optional.empty()));
  }

  void fail(Failure failure) {
    execution.history().addLast("ExecutionFailed", lastEvent, failure.details());
    end(ExecutionStatus.FAILED, Optional.empty(), failure);
  }

  private void end(ExecutionStatus status, Optional<Document> output, Failure failure) {
    timeout.ifPresent(Timer.Cancellable::cancel);
    visit.ifPresent(StateVisit::abandon);
    visit = Optional.empty();
    variables.clear();
    execution.end(
        new Execution.Ending(status, engine.now(), output, failure.error(), failure.cause()));
  }

  /** Adds an event that follows the last one. */
  long record(String type, Map<String, Object> details) {
    return recordAfter(lastEvent, type, Optional.of(details));
  }

  long record(String type) {
    return recordAfter(lastEvent, type, Optional.empty());
  }

  /** Adds an event that follows an earlier one. */
  long recordAfter(long previous, String type, Optional<Map<String, Object>> details) {
    lastEvent = execution.history().add(type, previous, details);
    return lastEvent;
  }
}
