package dev.fanfare.local.stepfunctions.execution;

import dev.fanfare.local.stepfunctions.history.ExecutionStatus;
import dev.fanfare.local.stepfunctions.query.Document;
import java.util.Optional;

/** Starts executions of state machines. Each name can be used once. */
public final class ExecutionStarter {
  private final Engine engine;

  public ExecutionStarter(Engine engine) {
    this.engine = engine;
  }

  /** The name belongs to an ended execution, or to a running one with another input. */
  public static final class AlreadyExistsException extends RuntimeException {
    AlreadyExistsException(String arn) {
      super("Execution Already Exists: '" + arn + "'");
    }
  }

  /**
   * Starts an execution. Starting it again with the same input while it runs has no effect.
   *
   * @return the execution of that name
   * @throws AlreadyExistsException if the name is used
   */
  public Execution start(StateMachine stateMachine, String name, Document input) {
    var identity =
        new Execution.Identity(
            engine.account().executionArn(stateMachine.name(), name),
            name,
            stateMachine,
            stateMachine.arn(),
            Optional.empty(),
            engine.clock().instant());
    var run =
        new ExecutionRun(
            engine,
            new Execution(identity, input, engine.clock()),
            stateMachine.definition().workflow());
    var existing = engine.executions().putIfAbsent(run);
    if (existing.isEmpty()) {
      run.start(stateMachine.definition().timeout());
      return run.execution();
    }
    var earlier = existing.get().execution();
    if (earlier.status() == ExecutionStatus.RUNNING && sameInput(earlier.input(), input)) {
      return earlier;
    }
    throw new AlreadyExistsException(identity.arn());
  }

  private static boolean sameInput(Document one, Document other) {
    return one.text().equals(other.text());
  }
}
