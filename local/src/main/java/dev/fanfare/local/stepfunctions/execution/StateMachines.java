package dev.fanfare.local.stepfunctions.execution;

import dev.fanfare.local.stepfunctions.definition.DefinitionParser;
import dev.fanfare.local.stepfunctions.definition.InvalidDefinitionException;
import dev.fanfare.local.stepfunctions.query.RandomIds;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** All state machines, in their latest versions. */
public final class StateMachines {
  private final Engine engine;
  private final TreeMap<String, StateMachine> byArn = new TreeMap<>();

  public StateMachines(Engine engine) {
    this.engine = engine;
  }

  /** The name belongs to another state machine. */
  public static final class AlreadyExistsException extends RuntimeException {
    AlreadyExistsException(String arn) {
      super("State Machine Already Exists: '" + arn + "'");
    }
  }

  /**
   * Creates a state machine, or returns the existing one with the same definition unchanged.
   *
   * @throws InvalidDefinitionException with every problem of the definition
   * @throws AlreadyExistsException if another one has the name
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
      throw new AlreadyExistsException(arn);
    }
    var now = engine.clock().instant();
    var created = new StateMachine(arn, name, roleArn, parsed, now, now, revision());
    byArn.put(arn, created);
    return created;
  }

  /**
   * Replaces the given parts; later executions use the new version.
   *
   * @return empty if there is no such state machine
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

  /** Removes a state machine; running executions continue. */
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
