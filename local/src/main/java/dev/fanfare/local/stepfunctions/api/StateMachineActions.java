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
    Settings.refuseUnsupported(request);
    var settings = Settings.of(request);
    var created = translateErrors(() -> stateMachines.create(name, definition, roleArn, settings));
    return Map.of("stateMachineArn", created.arn(), "creationDate", created.creationDate());
  }

  private Map<String, Object> update(Request request) {
    var arn = request.arn("stateMachine");
    Settings.refuseUnsupported(request);
    var change =
        new StateMachines.Change(
            request.text("definition"),
            request.text("roleArn").map(Request::requireRole),
            Settings.logging(request),
            Settings.tracing(request));
    if (change.isEmpty()) {
      throw new ApiError(
          400,
          "MissingRequiredParameter",
          "Either the definition, the role ARN, the LoggingConfiguration, or the"
              + " TracingConfiguration must be specified");
    }
    var updated =
        translateErrors(() -> stateMachines.update(arn, change))
            .orElseThrow(() -> doesNotExist(arn));
    var response = new LinkedHashMap<String, Object>();
    response.put("updateDate", updated.updateDate());
    updated.revisionId().ifPresent(id -> response.put("revisionId", id));
    return response;
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
    request.refuseMetadataOnly();
    var arn = request.arn("stateMachine");
    var found = stateMachines.find(arn).orElseThrow(() -> doesNotExist(arn));
    var response = brief(found);
    response.put("status", "ACTIVE");
    response.put("definition", found.definition().source());
    response.put("roleArn", found.roleArn());
    Settings.describe(found, response);
    return response;
  }

  private Map<String, Object> list(Request request) {
    return new Page<>("stateMachines", "stateMachines", stateMachines.all(), false)
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
