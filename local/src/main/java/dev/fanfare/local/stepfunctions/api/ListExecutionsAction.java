package dev.fanfare.local.stepfunctions.api;

import dev.fanfare.local.http.ApiError;
import dev.fanfare.local.stepfunctions.execution.Engine;
import dev.fanfare.local.stepfunctions.execution.Execution;
import dev.fanfare.local.stepfunctions.execution.StateMachines;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Lists the executions of a state machine, or the children of a Map Run, newest first. */
final class ListExecutionsAction implements Action {
  private static final Set<String> STATUSES =
      new TreeSet<>(
          List.of("RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "PENDING_REDRIVE"));

  private final Engine engine;
  private final StateMachines stateMachines;

  ListExecutionsAction(Engine engine, StateMachines stateMachines) {
    this.engine = engine;
    this.stateMachines = stateMachines;
  }

  @Override
  public Map<String, Object> answer(Request request) {
    var stateMachineArn = request.text("stateMachineArn");
    var mapRunArn = request.text("mapRunArn");
    if (stateMachineArn.isPresent() == mapRunArn.isPresent()) {
      throw new ApiError(
          400,
          "ValidationException",
          "Exactly one of 'stateMachineArn' and 'mapRunArn' must be specified");
    }
    var status = request.text("statusFilter");
    status
        .filter(value -> !STATUSES.contains(value))
        .ifPresent(
            value -> {
              throw Request.validation(
                  "statusFilter", value, "satisfy enum value set: " + STATUSES);
            });
    var executions =
        stateMachineArn
            .map(this::ofStateMachine)
            .orElseGet(() -> MapRunActions.find(engine, mapRunArn.orElseThrow()).children());
    var answer = new LinkedHashMap<String, Object>();
    Page.fill(
        answer,
        "executions",
        request,
        "executions " + stateMachineArn.or(() -> mapRunArn) + status,
        executions,
        execution -> matches(execution, status),
        mapRunArn.isPresent() ? ExecutionShape::child : ExecutionShape::brief);
    return answer;
  }

  private List<Execution> ofStateMachine(String arn) {
    Arns.require(arn, "stateMachine");
    if (stateMachines.find(arn).isEmpty()) {
      throw StateMachineActions.doesNotExist(arn);
    }
    return engine.executions().ofStateMachine(arn);
  }

  private static boolean matches(Execution execution, Optional<String> status) {
    return status.isEmpty() || status.get().equals(execution.status().name());
  }
}
