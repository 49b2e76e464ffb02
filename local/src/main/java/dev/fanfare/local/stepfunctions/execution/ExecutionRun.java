package dev.fanfare.local.stepfunctions.execution;

import dev.fanfare.local.stepfunctions.definition.ErrorNames;
import dev.fanfare.local.stepfunctions.definition.Workflow;
import dev.fanfare.local.stepfunctions.history.EventData;
import dev.fanfare.local.stepfunctions.history.ExecutionStatus;
import dev.fanfare.local.stepfunctions.history.Failure;
import dev.fanfare.local.stepfunctions.history.History;
import dev.fanfare.local.stepfunctions.query.Document;
import dev.fanfare.local.time.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one execution from its first state to its end. All its steps run one at a time, in the order
 * of their submission.
 */
public final class ExecutionRun implements WorkflowRun.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(ExecutionRun.class);

  private final Engine engine;
  private final Execution execution;
  private final WorkflowRun root;
  private final Queue<Runnable> steps = new ConcurrentLinkedQueue<>();
  private Optional<Timer.Cancellable> timeout = Optional.empty();

  ExecutionRun(Engine engine, Execution execution, Workflow workflow) {
    this.engine = engine;
    this.execution = execution;
    this.root = new WorkflowRun(this, workflow, VariableScope.root(), Optional.empty(), this);
  }

  public Execution execution() {
    return execution;
  }

  Engine engine() {
    return engine;
  }

  synchronized void start(Optional<Duration> maxDuration) {
    var details = EventData.input(execution.input());
    details.put("roleArn", execution.identity().stateMachine().roleArn());
    execution.history().add("ExecutionStarted", 0, Optional.of(details));
    timeout = maxDuration.map(delay -> engine.schedule(delay, () -> submit(this::timeOut)));
    root.start(0, execution.input());
  }

  /** Submits a step. It holds the execution's lock, and does not run if the execution has ended. */
  void submit(Runnable step) {
    steps.add(step);
    engine.threads().steps().execute(this::runNext);
  }

  private synchronized void runNext() {
    var step = steps.remove();
    if (execution.status() != ExecutionStatus.RUNNING) {
      return;
    }
    try {
      step.run();
    } catch (History.FullException e) {
      failed(
          Failure.of(
              ErrorNames.RUNTIME,
              "The execution reached the maximum number of history events (25000)."));
    } catch (RuntimeException e) {
      // A bug in this interpreter: the execution must fail, not hang.
      LOG.error("Execution {} failed inside the local stack", execution.arn(), e);
      failed(Failure.of(ErrorNames.RUNTIME, "Internal failure of the local stack: " + e));
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
    execution.history().addLast("ExecutionTimedOut", root.lastEvent(), failure.details());
    end(ExecutionStatus.TIMED_OUT, Optional.empty(), failure);
  }

  @Override
  public void succeeded(Document output) {
    execution.history().addLast("ExecutionSucceeded", root.lastEvent(), EventData.output(output));
    end(
        ExecutionStatus.SUCCEEDED,
        Optional.of(output),
        new Failure(Optional.empty(), Optional.empty()));
  }

  @Override
  public void failed(Failure failure) {
    execution.history().addLast("ExecutionFailed", root.lastEvent(), failure.details());
    end(ExecutionStatus.FAILED, Optional.empty(), failure);
  }

  private void end(ExecutionStatus status, Optional<Document> output, Failure failure) {
    timeout.ifPresent(Timer.Cancellable::cancel);
    root.close();
    execution.end(
        new Execution.Ending(status, engine.now(), output, failure.error(), failure.cause()));
  }
}
