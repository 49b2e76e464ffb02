package dev.fanfare.local.stepfunctions.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.local.http.ApiError;
import dev.fanfare.local.http.Members;
import dev.fanfare.local.stepfunctions.execution.MachineSettings;
import dev.fanfare.local.stepfunctions.execution.MachineSettings.Logging;
import dev.fanfare.local.stepfunctions.execution.StateMachine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The settings of a state machine in requests and descriptions. */
final class Settings {
  private static final Set<String> LEVELS = new TreeSet<>(List.of("ALL", "ERROR", "FATAL", "OFF"));

  private Settings() {}

  /** The settings of a request; empty where it has none. */
  static Optional<Logging> logging(Request request) {
    return request.object("loggingConfiguration").map(Settings::logging);
  }

  static Optional<Boolean> tracing(Request request) {
    return request
        .object("tracingConfiguration")
        .map(tracing -> new Request(tracing).flag("enabled", false));
  }

  private static Logging logging(JsonNode given) {
    var fields = new Request(given);
    var level = fields.text("level").orElse("OFF");
    if (!LEVELS.contains(level)) {
      throw Request.validation(
          "loggingConfiguration.level", level, "satisfy enum value set: " + LEVELS);
    }
    var destinations = fields.array("destinations").map(Settings::logGroups);
    int count = destinations.orElse(List.of()).size();
    if (count > 1 || !level.equals("OFF") && count == 0) {
      throw new ApiError(
          400,
          "InvalidLoggingConfiguration",
          "Invalid Logging Configuration: Must specify exactly one Log Destination.");
    }
    return new Logging(level, fields.flag("includeExecutionData", false), destinations);
  }

  private static List<String> logGroups(JsonNode destinations) {
    var arns = new ArrayList<String>();
    for (var each : destinations) {
      arns.add(each.path("cloudWatchLogsLogGroup").path("logGroupArn").asText());
    }
    return List.copyOf(arns);
  }

  /** Refuses what has no effect here and would have one on AWS. */
  static void refuseUnsupported(Request request) {
    if (request.flag("publish", false)) {
      throw notSupported("versions of state machines (publish)");
    } else if (request.text("versionDescription").isPresent()) {
      throw new ApiError(
          400, "ValidationException", "Version description can only be set when publish is true");
    } else if (request.array("tags").filter(tags -> !tags.isEmpty()).isPresent()) {
      throw notSupported("tags");
    }
    request
        .object("encryptionConfiguration")
        .flatMap(encryption -> new Request(encryption).text("type"))
        .filter(type -> !type.equals("AWS_OWNED_KEY"))
        .ifPresent(
            type -> {
              throw notSupported("encryptionConfiguration of type " + type);
            });
  }

  /** The error for something that AWS has and the local stack does not. */
  static ApiError notSupported(String what) {
    return new ApiError(
        400, "ValidationException", Members.NOT_SUPPORTED + "The local stack has no " + what);
  }

  /** Adds the settings of a state machine to its description. */
  static void describe(StateMachine stateMachine, Map<String, Object> response) {
    var settings = stateMachine.settings();
    response.put("loggingConfiguration", shown(settings.logging()));
    response.put("tracingConfiguration", Map.of("enabled", settings.isTraced()));
    response.put("encryptionConfiguration", Map.of("type", "AWS_OWNED_KEY"));
    stateMachine.revisionId().ifPresent(id -> response.put("revisionId", id));
    var references = stateMachine.definition().variableReferences();
    if (!references.isEmpty()) {
      response.put("variableReferences", references);
    }
  }

  private static Map<String, Object> shown(Logging logging) {
    var shown = new LinkedHashMap<String, Object>();
    shown.put("level", logging.level());
    shown.put("includeExecutionData", logging.includesExecutionData());
    logging
        .logGroupArns()
        .ifPresent(arns -> shown.put("destinations", arns.stream().map(Settings::group).toList()));
    return shown;
  }

  private static Map<String, Object> group(String arn) {
    return Map.of("cloudWatchLogsLogGroup", Map.of("logGroupArn", arn));
  }

  static MachineSettings of(Request request) {
    return new MachineSettings(
        logging(request).orElse(Logging.OFF), tracing(request).orElse(false));
  }
}
