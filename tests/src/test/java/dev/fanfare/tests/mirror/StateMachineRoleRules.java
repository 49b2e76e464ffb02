package dev.fanfare.tests.mirror;

import dev.fanfare.local.iam.PolicyStatement;
import dev.fanfare.tests.mirror.Definition.State;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The state machine's role grants what its definition uses. */
final class StateMachineRoleRules {
  private static final String INVOKE = "lambda:InvokeFunction";

  /** Step Functions' guide, "IAM policies for using Distributed Map states". */
  private static final Set<String> MAP_RUN =
      Set.of("states:StartExecution", "states:DescribeExecution");

  /** The same guide, by the {@code Resource} of an ItemReader, a ResultWriter or a Task. */
  private static final Map<String, Set<String>> BY_INTEGRATION =
      Map.of(
          "arn:aws:states:::s3:listObjectsV2", Set.of("s3:ListBucket", "s3:GetObject"),
          "arn:aws:states:::aws-sdk:s3:listObjectsV2", Set.of("s3:ListBucket"),
          "arn:aws:states:::s3:getObject", Set.of("s3:GetObject"),
          "arn:aws:states:::s3:putObject",
              Set.of(
                  "s3:PutObject",
                  "s3:GetObject",
                  "s3:ListMultipartUploadParts",
                  "s3:AbortMultipartUpload"));

  /** The guide's page on logging with CloudWatch Logs. */
  private static final Set<String> LOGGING =
      Set.of(
          "logs:CreateLogDelivery",
          "logs:GetLogDelivery",
          "logs:UpdateLogDelivery",
          "logs:DeleteLogDelivery",
          "logs:ListLogDeliveries",
          "logs:PutResourcePolicy",
          "logs:DescribeResourcePolicies",
          "logs:DescribeLogGroups");

  private StateMachineRoleRules() {}

  static Stream<String> actions(Blueprint blueprint) {
    Set<String> granted = PermissionRules.granted(blueprint.stateMachine().role().statements());
    Set<String> needed = needed(blueprint);
    var missing = PermissionRules.minus(needed, granted).map(action -> "must grant " + action);
    var excess =
        PermissionRules.minus(granted, needed)
            .map(action -> "grants " + action + ", which " + Blueprint.DEFINITION + " never needs");
    return Stream.concat(missing, excess).map(rule -> drift(blueprint, rule));
  }

  private static Set<String> needed(Blueprint blueprint) {
    var needed = new HashSet<>(Set.of(INVOKE));
    blueprint
        .definition()
        .ofType("Map")
        .forEach(
            map -> {
              needed.addAll(MAP_RUN);
              needed.addAll(integration(map, "ItemReader"));
              needed.addAll(integration(map, "ResultWriter"));
            });
    blueprint
        .definition()
        .ofType("Task")
        .map(State::resource)
        .forEach(resource -> needed.addAll(BY_INTEGRATION.getOrDefault(resource, Set.of())));
    String machine = blueprint.stateMachine().logicalId();
    if (blueprint.text().at("Resources", machine, "Properties", "Logging").isPresent()) {
      needed.addAll(LOGGING);
    }
    return needed;
  }

  private static Set<String> integration(State map, String field) {
    String resource = Definition.resource(map.json().path(field));
    return resource.isEmpty() ? Set.of() : BY_INTEGRATION.getOrDefault(resource, Set.of(resource));
  }

  /** The role may invoke the functions of the definition's Tasks, and no other function. */
  static Stream<String> functions(Blueprint blueprint) {
    Set<String> invoked =
        blueprint.resolved().tasks().map(State::functionName).collect(Collectors.toSet());
    Set<String> invocable =
        blueprint.stateMachine().role().statements().stream()
            .filter(statement -> statement.actions().contains(INVOKE))
            .map(PolicyStatement::resources)
            .flatMap(resources -> resources.stream())
            .collect(Collectors.toSet());
    var missing = PermissionRules.minus(invoked, invocable).map(arn -> "may not invoke " + arn);
    var excess =
        PermissionRules.minus(invocable, invoked).map(arn -> "may invoke " + arn + " for no state");
    return Stream.concat(missing, excess).map(rule -> drift(blueprint, rule));
  }

  private static String drift(Blueprint blueprint, String rule) {
    return Drift.inTemplate(blueprint.stateMachine().logicalId() + "Role", rule);
  }
}
