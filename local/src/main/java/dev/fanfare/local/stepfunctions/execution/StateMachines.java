package dev.fanfare.local.stepfunctions.execution;

import dev.fanfare.local.stepfunctions.definition.DefinitionParser;
import dev.fanfare.local.stepfunctions.definition.InvalidDefinitionException;
import dev.fanfare.local.stepfunctions.query.RandomIds;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The state machines there are. Executions keep the version they were started on. */
public final class StateMachines {
  private final Engine engine;
  private final TreeMap<String, StateMachine> byArn = new TreeMap<>();

  public StateMachines(Engine engine) {
    this.engine = engine;
  }

  /** A name that another state machine has. */
  public static final class AlreadyExistsException extends RuntimeException {
    AlreadyExistsException(String arn) {
      super("State Machine Already Exists: '" + arn + "'");
    }
  }

  /**
   * Creates a state machine, or returns the one that has the same definition, as it is.
   *
   * @throws InvalidDefinitionException with every problem of the definition
   * @throws AlreadyExistsException when there is another one of that name
   */
  public synchronized StateMachine create(String name, String definition, String roleArn) {
    var arn = engine.account().stateMachineArn(name);
    var parsed = DefinitionParser.parse(definition);
    var existing = byArn.get(arn);
    if (existing != null) {
      // Step Functions' API_CreateStateMachine: another role is ignored, and not taken over.
      if (existing.definition().source().equals(definition)) {
        return existing;
      }
      throw new AlreadyExistsException(arn);
    }
    var now = engine.clock().instant();
    var created = new StateMachine(arn, name, roleArn, parsed, now, now, revision());
    byArn.put(arn, created);
    return created;
  }

  /**
   * Replaces what is given; later executions use the new version.
   *
   * @return empty when there is no such state machine
   * @throws InvalidDefinitionException with every problem of the definition
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
            engine.clock().instant(),
            revision());
    byArn.put(arn, updated);
    return Optional.of(updated);
  }

  public synchronized Optional<StateMachine> find(String arn) {
    return Optional.ofNullable(byArn.get(arn));
  }

  /** Those that run go on. */
  public synchronized void delete(String arn) {
    byArn.remove(arn);
  }

  /** All of them, by ARN. */
  public synchronized List<StateMachine> all() {
    return List.copyOf(byArn.values());
  }

  private String revision() {
    return RandomIds.uuid(engine.random()).toString();
  }
}
