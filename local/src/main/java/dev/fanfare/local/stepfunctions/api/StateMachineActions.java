package dev.fanfare.local.stepfunctions.api;

import dev.fanfare.local.http.ApiError;
import dev.fanfare.local.stepfunctions.definition.InvalidDefinitionException;
import dev.fanfare.local.stepfunctions.execution.StateMachine;
import dev.fanfare.local.stepfunctions.execution.StateMachines;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Creates, updates, describes, lists and deletes state machines. */
record StateMachineActions(StateMachines stateMachines) {

  void register(Map<String, Function<Request, Map<String, Object>>> actions) {
    actions.put("CreateStateMachine", this::create);
    actions.put("UpdateStateMachine", this::update);
    actions.put("DescribeStateMachine", this::describe);
    actions.put("ListStateMachines", this::list);
    actions.put("DeleteStateMachine", this::delete);
  }

  private Map<String, Object> create(Request request) {
    var name = Request.requireName(request.requiredText("name"));
    var definition = request.requiredText("definition");
    var roleArn = Request.requireRole(request.requiredText("roleArn"));
    var type = request.text("type").orElse("STANDARD");
    if (!type.equals("STANDARD")) {
      throw new ApiError(
          400,
          "StateMachineTypeNotSupported",
          "State Machine Type '" + type + "' is not supported by the local stack, only STANDARD");
    }
    refusePublish(request);
    var created = translateErrors(() -> stateMachines.create(name, definition, roleArn));
    return Map.of("stateMachineArn", created.arn(), "creationDate", created.creationDate());
  }

  private Map<String, Object> update(Request request) {
    var arn = request.arn("stateMachine");
    var definition = request.text("definition");
    var roleArn = request.text("roleArn").map(Request::requireRole);
    if (definition.isEmpty() && roleArn.isEmpty()) {
      throw new ApiError(
          400,
          "MissingRequiredParameter",
          "Either the definition or the role ARN must be specified");
    }
    refusePublish(request);
    var updated =
        translateErrors(() -> stateMachines.update(arn, definition, roleArn))
            .orElseThrow(() -> doesNotExist(arn));
    return Map.of("updateDate", updated.updateDate(), "revisionId", updated.revisionId());
  }

  private static void refusePublish(Request request) {
    if (request.flag("publish", false)) {
      throw new ApiError(
          400,
          "ValidationException",
          "The local stack does not support versions of state machines");
    }
  }

  private static <T> T translateErrors(Supplier<T> change) {
    try {
      return change.get();
    } catch (InvalidDefinitionException e) {
      throw new ApiError(400, "InvalidDefinition", String.valueOf(e.getMessage()));
    } catch (StateMachines.AlreadyExistsException e) {
      throw new ApiError(400, "StateMachineAlreadyExists", String.valueOf(e.getMessage()));
    }
  }

  private Map<String, Object> describe(Request request) {
    var arn = request.arn("stateMachine");
    var found = stateMachines.find(arn).orElseThrow(() -> doesNotExist(arn));
    var response = brief(found);
    response.put("status", "ACTIVE");
    response.put("definition", found.definition().source());
    response.put("roleArn", found.roleArn());
    response.put("revisionId", found.revisionId());
    response.put("loggingConfiguration", Map.of("level", "OFF", "includeExecutionData", false));
    response.put("tracingConfiguration", Map.of("enabled", false));
    return response;
  }

  private Map<String, Object> list(Request request) {
    return new Page<>("stateMachines", "stateMachines", stateMachines.all(), true)
        .answer(request, all -> true, StateMachineActions::brief);
  }

  private Map<String, Object> delete(Request request) {
    stateMachines.delete(request.arn("stateMachine"));
    return Map.of();
  }

  private static Map<String, Object> brief(StateMachine stateMachine) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("stateMachineArn", stateMachine.arn());
    fields.put("name", stateMachine.name());
    fields.put("type", "STANDARD");
    fields.put("creationDate", stateMachine.creationDate());
    return fields;
  }

  static ApiError doesNotExist(String arn) {
    return new ApiError(
        400, "StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'");
  }
}
