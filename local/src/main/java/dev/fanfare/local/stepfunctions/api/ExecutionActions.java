package dev.fanfare.local.stepfunctions.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.local.http.ApiError;
import dev.fanfare.local.stepfunctions.execution.Engine;
import dev.fanfare.local.stepfunctions.execution.Execution;
import dev.fanfare.local.stepfunctions.execution.ExecutionRun;
import dev.fanfare.local.stepfunctions.execution.StateMachines;
import dev.fanfare.local.stepfunctions.query.Document;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Starts, stops, lists and describes executions. */
record ExecutionActions(Engine engine, StateMachines stateMachines) {
  private static final int MAX_ERROR_CHARS = 256;
  private static final int MAX_CAUSE_CHARS = 32_768;
  private static final Set<String> STATUSES =
      new TreeSet<>(
          List.of("RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "PENDING_REDRIVE"));

  void register(Map<String, Function<Request, Map<String, Object>>> actions) {
    actions.put("StartExecution", this::start);
    actions.put("StopExecution", this::stop);
    actions.put("DescribeExecution", this::describe);
    actions.put("ListExecutions", this::list);
    actions.put("GetExecutionHistory", this::history);
    actions.put("DescribeStateMachineForExecution", this::describeStateMachine);
  }

  private Map<String, Object> start(Request request) {
    var arn = request.arn("stateMachine");
    var name = request.text("name").map(Request::requireName).orElseGet(engine::uuid);
    var input = input(request.text("input").orElse("{}"));
    var stateMachine =
        stateMachines.find(arn).orElseThrow(() -> StateMachineActions.doesNotExist(arn));
    try {
      var execution = stateMachines.start(stateMachine, name, input);
      return Map.of("executionArn", execution.arn(), "startDate", execution.identity().startDate());
    } catch (StateMachines.AlreadyExistsException e) {
      throw new ApiError(400, "ExecutionAlreadyExists", String.valueOf(e.getMessage()));
    }
  }

  private static Document input(String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > AwsLimits.STATE_BYTES) {
      throw new ApiError(
          400,
          "ValidationException",
          "1 validation error detected: Value at 'input' failed to satisfy constraint: Member must"
              + " have length less than or equal to "
              + AwsLimits.STATE_BYTES);
    }
    try {
      return Document.parse(text);
    } catch (JsonProcessingException e) {
      throw new ApiError(
          400,
          "InvalidExecutionInput",
          "Invalid State Machine Execution Input: '"
              + e.getClass().getName()
              + ": "
              + e.getOriginalMessage()
              + "'");
    }
  }

  private Map<String, Object> stop(Request request) {
    var error = request.text("error", MAX_ERROR_CHARS);
    var cause = request.text("cause", MAX_CAUSE_CHARS);
    var ending = find(engine, request).stop(error, cause);
    return Map.of("stopDate", ending.stopDate());
  }

  private Map<String, Object> describe(Request request) {
    return ExecutionShape.full(find(engine, request).execution());
  }

  private Map<String, Object> describeStateMachine(Request request) {
    var execution = find(engine, request).execution();
    var stateMachine = execution.identity().stateMachine();
    var response = new LinkedHashMap<String, Object>();
    response.put("stateMachineArn", stateMachine.arn());
    response.put("name", stateMachine.name());
    response.put("definition", stateMachine.definition().source());
    response.put("roleArn", stateMachine.roleArn());
    response.put("updateDate", stateMachine.updateDate());
    response.put("revisionId", stateMachine.revisionId());
    execution.identity().mapRun().ifPresent(mapRun -> response.put("mapRunArn", mapRun.arn()));
    return response;
  }

  static ExecutionRun find(Engine engine, Request request) {
    var arn = request.arn("execution");
    return engine.executions().find(arn).orElseThrow(() -> doesNotExist(arn));
  }

  private static ApiError doesNotExist(String arn) {
    return new ApiError(400, "ExecutionDoesNotExist", "Execution Does Not Exist: '" + arn + "'");
  }

  /** Lists the executions of a state machine, or the children of a Map Run, newest first. */
  private Map<String, Object> list(Request request) {
    var stateMachineArn = request.text("stateMachineArn");
    var mapRunArn = request.text("mapRunArn");
    if (stateMachineArn.isPresent() == mapRunArn.isPresent()) {
      throw new ApiError(
          400,
          "ValidationException",
          "Exactly one of 'stateMachineArn' and 'mapRunArn' must be specified");
    }
    var status = request.text("statusFilter");
    if (status.isPresent() && !STATUSES.contains(status.get())) {
      throw Request.validation("statusFilter", status.get(), "satisfy enum value set: " + STATUSES);
    }
    var executions =
        stateMachineArn
            .map(this::ofStateMachine)
            .orElseGet(() -> MapRunActions.find(engine, mapRunArn.orElseThrow()).children());
    var listing = "executions " + stateMachineArn.or(() -> mapRunArn) + status;
    return new Page<>("executions", listing, executions, true)
        .answer(
            request,
            execution -> status.isEmpty() || status.get().equals(execution.status().name()),
            mapRunArn.isPresent() ? ExecutionShape::child : ExecutionShape::brief);
  }

  private List<Execution> ofStateMachine(String arn) {
    Request.requireArn(arn, "stateMachine");
    if (stateMachines.find(arn).isEmpty()) {
      throw StateMachineActions.doesNotExist(arn);
    }
    return engine.executions().ofStateMachine(arn);
  }

  /** Lists the events of an execution, forwards or backwards. */
  private Map<String, Object> history(Request request) {
    var execution = find(engine, request).execution();
    boolean isReverse = request.flag("reverseOrder", false);
    boolean hasData = request.flag("includeExecutionData", true);
    var listing = "history " + execution.arn() + isReverse;
    return new Page<>("events", listing, execution.history().events(), isReverse)
        .answer(request, all -> true, event -> ExecutionShape.event(event, hasData));
  }
}
