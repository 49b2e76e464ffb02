package dev.fanfare.local.stepfunctions.execution;

import dev.fanfare.local.stepfunctions.definition.Workflow;
import dev.fanfare.local.stepfunctions.query.Document;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * The names of a Map Run and of its children.
 *
 * @param id the last part of the run's ARN
 * @param stateMachineArn the children's state machine, {@code …:stateMachine:<name>/<label>}
 */
record MapRunIdentity(
    String arn, String id, String stateMachineArn, String childPrefix, StateMachine stateMachine) {

  static MapRunIdentity create(Engine engine, Execution parent, String label) {
    var stateMachine = parent.identity().stateMachine();
    var id = engine.uuid();
    var account = engine.account();
    return new MapRunIdentity(
        account.mapRunArn(stateMachine.name(), label, id),
        id,
        account.stateMachineArn(stateMachine.name() + "/" + label),
        stateMachine.name() + "/" + label,
        stateMachine);
  }

  /** A child's name: a version 3 UUID of the run and the item's index. */
  String childName(int index) {
    var seed = (arn + "#" + index).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(seed).toString();
  }

  ExecutionRun child(Engine engine, MapRun mapRun, int index, Document input, Workflow workflow) {
    var name = childName(index);
    var childIdentity =
        new Execution.Identity(
            engine.account().executionArn(childPrefix, name),
            name,
            stateMachine,
            stateMachineArn,
            Optional.of(mapRun),
            engine.now());
    var run =
        new ExecutionRun(
            engine, new Execution(childIdentity, input, engine.time().clock()), workflow);
    engine.executions().putIfAbsent(run);
    return run;
  }
}
