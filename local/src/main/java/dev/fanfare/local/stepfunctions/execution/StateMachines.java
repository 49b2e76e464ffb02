package dev.fanfare.local.stepfunctions.execution;

import dev.fanfare.local.stepfunctions.definition.DefinitionParser;
import dev.fanfare.local.stepfunctions.definition.InvalidDefinitionException;
import dev.fanfare.local.stepfunctions.history.ExecutionStatus;
import dev.fanfare.local.stepfunctions.query.Document;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Holds the latest version of every state machine, and starts executions. */
public final class StateMachines {
  private final Engine engine;
  private final TreeMap<String, StateMachine> byArn = new TreeMap<>();

  public StateMachines(Engine engine) {
    this.engine = engine;
  }

  /** Thrown if the name is in use; the message is AWS's. */
  public static final class AlreadyExistsException extends RuntimeException {
    AlreadyExistsException(String what, String arn) {
      super(what + " Already Exists: '" + arn + "'");
    }
  }

  /**
   * Creates a state machine, or returns the existing one with the same definition unchanged.
   *
   * @throws InvalidDefinitionException if the definition is invalid; lists every problem
   * @throws AlreadyExistsException if another state machine has the name
   */
  public synchronized StateMachine create(String name, String definition, String roleArn) {
    var arn = engine.account().stateMachineArn(name);
    var parsed = DefinitionParser.parse(definition);
    var existing = byArn.get(arn);
    if (existing != null) {
      // As on AWS, a different role is ignored.
      if (existing.definition().source().equals(definition)) {
        return existing;
      }
      throw new AlreadyExistsException("State Machine", arn);
    }
    var now = engine.now();
    var created = new StateMachine(arn, name, roleArn, parsed, now, now, engine.uuid());
    byArn.put(arn, created);
    return created;
  }

  /**
   * Replaces the definition, the role or both. Later executions use the new version.
   *
   * @return the new version; empty if the state machine does not exist
   * @throws InvalidDefinitionException if the definition is invalid; lists every problem
   */
  public synchronized Optional<StateMachine> update(
      String arn, Optional<String> definition, Optional<String> roleArn) {
    var old = byArn.get(arn);
    if (old == null) {
      return Optional.empty();
    }
    var updated =
        new StateMachine(
            arn,
            old.name(),
            roleArn.orElse(old.roleArn()),
            definition.map(DefinitionParser::parse).orElse(old.definition()),
            old.creationDate(),
            engine.now(),
            engine.uuid());
    byArn.put(arn, updated);
    return Optional.of(updated);
  }

  public synchronized Optional<StateMachine> find(String arn) {
    return Optional.ofNullable(byArn.get(arn));
  }

  /** Removes a state machine; running executions continue. */
  public synchronized void delete(String arn) {
    byArn.remove(arn);
  }

  /**
   * Starts an execution. Starting it again with the same input while it runs has no effect.
   *
   * @return the new or running execution of that name
   * @throws AlreadyExistsException if the name belongs to an ended execution, or to a running one
   *     with another input
   */
  public Execution start(StateMachine stateMachine, String name, Document input) {
    var identity =
        new Execution.Identity(
            engine.account().executionArn(stateMachine.name(), name),
            name,
            stateMachine,
            stateMachine.arn(),
            Optional.empty(),
            engine.now());
    var definition = stateMachine.definition();
    var execution = new Execution(identity, input, engine.time().clock());
    var run = new ExecutionRun(engine, execution, definition.workflow());
    var existing = engine.executions().putIfAbsent(run).map(ExecutionRun::execution);
    if (existing.isEmpty()) {
      run.start(definition.timeout());
      return execution;
    }
    var earlier = existing.get();
    boolean isSame = earlier.input().text().equals(input.text());
    if (earlier.status() == ExecutionStatus.RUNNING && isSame) {
      return earlier;
    }
    throw new AlreadyExistsException("Execution", identity.arn());
  }

  /** All state machines, sorted by ARN. */
  public synchronized List<StateMachine> all() {
    return List.copyOf(byArn.values());
  }
}
