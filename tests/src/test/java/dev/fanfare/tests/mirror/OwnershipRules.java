package dev.fanfare.tests.mirror;

import dev.fanfare.local.cloudwatchlogs.LogGroupSpec;
import dev.fanfare.local.lambda.FunctionSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Each function has its own log group and its own role, named after the function. */
final class OwnershipRules {
  private static final String LOG_GROUP = "LogGroup";
  private static final String ROLE = "Role";

  /** {@code ScheduleRole} serves all schedules, including those that other people create. */
  private static final String OF_SCHEDULES = "Schedule";

  /** {@code KeepWarmRole} is for the schedules that keep snapshots alive. */
  private static final String OF_SNAPSHOTS = "KeepWarm";

  private static final Set<String> LOG_ACTIONS =
      Set.of("logs:CreateLogStream", "logs:PutLogEvents");

  private OwnershipRules() {}

  /**
   * Without its own group a function logs to a group that Lambda creates and that never expires.
   */
  static Stream<String> logGroups(Blueprint blueprint) {
    return blueprint.functions().stream()
        .flatMap(function -> logGroupFault(function, blueprint).stream());
  }

  private static Optional<String> logGroupFault(FunctionSpec function, Blueprint blueprint) {
    String expected = Blueprint.step(function) + LOG_GROUP;
    var group = logGroup(expected, blueprint);
    if (group.isEmpty()) {
      return drift(function, "there is no " + expected);
    }
    if (!function.logGroup().equals(group.get().name())) {
      return drift(function, "must log to " + expected + ", not to " + function.logGroup());
    }
    return group.get().retentionDays().isPresent()
        ? Optional.empty()
        : Optional.of(Drift.inTemplate(expected, "needs RetentionInDays, or is kept forever"));
  }

  private static Optional<LogGroupSpec> logGroup(String logicalId, Blueprint blueprint) {
    return blueprint.template().all(LogGroupSpec.class).stream()
        .filter(group -> group.logicalId().equals(logicalId))
        .findFirst();
  }

  static Stream<String> roles(Blueprint blueprint) {
    return blueprint.functions().stream().flatMap(function -> roleFault(function, blueprint));
  }

  private static Stream<String> roleFault(FunctionSpec function, Blueprint blueprint) {
    String role = Blueprint.step(function) + ROLE;
    String written =
        blueprint
            .text()
            .scalar("Resources", function.logicalId(), "Properties", ROLE)
            .orElse("a role that SAM adds");
    if (!written.equals("!GetAtt " + role + ".Arn")) {
      return drift(function, "must run as " + role + ", not as " + written).stream();
    }
    return LOG_ACTIONS.stream()
        .filter(action -> !mayLog(function, action, blueprint))
        .sorted()
        .map(action -> Drift.inTemplate(role, "must grant " + action + " on its own log group"));
  }

  private static boolean mayLog(FunctionSpec function, String action, Blueprint blueprint) {
    List<String> group =
        List.of(blueprint.template().stack().account().logGroupArn(function.logGroup()) + ":*");
    return function.role().statements().stream()
        .filter(statement -> statement.effect().equals("Allow"))
        .filter(statement -> statement.actions().contains(action))
        .anyMatch(statement -> statement.resources().equals(group));
  }

  /** A group or a role without a function is left over from a deleted function. */
  static Stream<String> leftovers(Blueprint blueprint) {
    Set<String> owners = blueprint.steps().collect(Collectors.toSet());
    owners.add(blueprint.stateMachine().logicalId());
    owners.add(OF_SCHEDULES);
    owners.add(OF_SNAPSHOTS);
    return blueprint.text().entries("Resources").keySet().stream()
        .filter(id -> id.endsWith(LOG_GROUP) || id.endsWith(ROLE))
        .filter(id -> !owners.contains(id.replaceAll("(" + LOG_GROUP + "|" + ROLE + ")$", "")))
        .map(id -> Drift.inTemplate(id, "no function or state machine has this name"));
  }

  private static Optional<String> drift(FunctionSpec function, String rule) {
    return Optional.of(Drift.inTemplate(function.logicalId(), rule));
  }
}
