package dev.fanfare.tests.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.handlers.KeepWarm;
import dev.fanfare.local.apigateway.GatewayApi;
import dev.fanfare.local.lambda.FunctionSpec;
import dev.fanfare.local.scheduler.ScheduleSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;

/** Requirements of a real account that a local stack does not enforce. */
final class AccountRules {
  private static final String RESOURCES = "Resources";
  private static final String PROPERTIES = "Properties";
  private static final String DELETION = "DeletionPolicy";
  private static final String REPLACEMENT = "UpdateReplacePolicy";

  /**
   * See Lambda's page on troubleshooting SnapStart. Step Functions adds the service as a prefix.
   */
  private static final Set<String> SNAPSHOT_ERRORS =
      Set.of(
          "Lambda.SnapStartNotReadyException",
          "Lambda.SnapStartException",
          "Lambda.SnapStartTimeoutException");

  /** A rebuild takes about three minutes; this leaves time for several in a row. */
  private static final double REBUILD_SECONDS = 15 * 60;

  /** The list in cfn-lint's rule I3011 is longer. */
  private static final Set<String> STATEFUL =
      Set.of(
          "AWS::DynamoDB::Table",
          "AWS::Logs::LogGroup",
          "AWS::S3::Bucket",
          "AWS::SecretsManager::Secret",
          "AWS::SQS::Queue");

  private static final String STAGE = "SocketStage";
  private static final Set<String> LIFECYCLE = Set.of("$connect", "$disconnect");

  private static final String DAILY = "cron\\(\\d+ \\d+ \\* \\* \\? \\*\\)";

  private AccountRules() {}

  /** After two idle weeks a function returns this error while Lambda rebuilds its snapshot. */
  static Stream<String> snapshots(Blueprint blueprint) {
    return blueprint
        .definition()
        .tasks()
        .filter(task -> !outlastsRebuild(task.json().path("Retry").path(0)))
        .map(
            task ->
                Drift.inDefinition(
                    task.name(),
                    "its first Retry must wait at least %.0f s for %s, without jitter"
                        .formatted(REBUILD_SECONDS, SNAPSHOT_ERRORS.stream().sorted().toList())));
  }

  private static boolean outlastsRebuild(JsonNode retry) {
    Set<String> errors =
        Definition.elements(retry.path("ErrorEquals"))
            .map(JsonNode::asText)
            .collect(Collectors.toSet());
    double wait = 0;
    double next = retry.path("IntervalSeconds").asDouble();
    for (int attempt = 0; attempt < retry.path("MaxAttempts").asInt(); attempt++) {
      wait += next;
      next =
          Math.min(
              next * retry.path("BackoffRate").asDouble(),
              retry.path("MaxDelaySeconds").asDouble());
    }
    return errors.equals(SNAPSHOT_ERRORS)
        && wait >= REBUILD_SECONDS
        && retry.path("JitterStrategy").asText().equals("NONE");
  }

  /** Lambda publishes few snapshots at once, so each function waits for the previous one. */
  static Stream<String> chain(Blueprint blueprint) {
    var waitedFor = new HashSet<String>();
    List<FunctionSpec> snapshots =
        blueprint.functions().stream().filter(each -> hasSnapshot(each, blueprint)).toList();
    var aliases = snapshots.stream().map(each -> each.logicalId() + "Aliaslive").toList();
    var first =
        snapshots.stream().filter(each -> dependsOn(each, blueprint).isEmpty()).skip(1).toList();
    return snapshots.stream()
        .filter(each -> first.contains(each) || isLoose(each, blueprint, aliases, waitedFor))
        .map(
            each ->
                Drift.inTemplate(
                    each.logicalId(),
                    "its DependsOn must be the alias of one function with SnapStart, which no other"
                        + " function waits for"));
  }

  private static boolean isLoose(
      FunctionSpec function, Blueprint blueprint, List<String> aliases, Set<String> waitedFor) {
    return dependsOn(function, blueprint)
        .filter(alias -> !aliases.contains(alias) || !waitedFor.add(alias))
        .isPresent();
  }

  private static Optional<String> dependsOn(FunctionSpec function, Blueprint blueprint) {
    return blueprint.text().scalar(RESOURCES, function.logicalId(), "DependsOn");
  }

  static boolean hasSnapshot(FunctionSpec function, Blueprint blueprint) {
    return blueprint
        .text()
        .at(RESOURCES, function.logicalId(), PROPERTIES, "SnapStart")
        .isPresent();
  }

  /** Lambda deletes a snapshot after 14 days without use. */
  static Stream<String> warmth(Blueprint blueprint) {
    var warm =
        blueprint.template().all(ScheduleSpec.class).stream()
            .filter(
                schedule ->
                    schedule.isEnabled() && schedule.target().input().equals(KeepWarm.EVENT))
            .filter(schedule -> schedule.expression().matches(DAILY))
            .map(schedule -> schedule.target().arn())
            .toList();
    return blueprint.functions().stream()
        .filter(each -> hasSnapshot(each, blueprint) != warm.contains(each.aliasArn()))
        .map(
            each ->
                Drift.inTemplate(
                    each.logicalId(),
                    "a schedule must invoke its alias once a day with "
                        + KeepWarm.EVENT
                        + " if it has SnapStart, and else none"));
  }

  /** China and GovCloud are separate partitions. */
  static Stream<String> partitions(Blueprint blueprint) {
    var inTemplate =
        blueprint.text().scalars(RESOURCES).stream()
            .filter(scalar -> scalar.getValue().contains("arn:aws"))
            .map(scalar -> Drift.inFile(Blueprint.TEMPLATE, partition(scalar.getValue())));
    var inDefinition =
        blueprint
            .definition()
            .text()
            .lines()
            .filter(line -> line.contains("arn:aws"))
            .map(line -> Drift.inFile(Blueprint.DEFINITION, partition(line.strip())));
    return Stream.concat(inTemplate, inDefinition);
  }

  private static String partition(String text) {
    return text + " names a partition: it must come from AWS::Partition";
  }

  /**
   * The template must say what happens to a resource's data when the stack is deleted or the
   * resource is replaced.
   */
  static Stream<String> policies(Blueprint blueprint) {
    return blueprint.text().entries(RESOURCES).keySet().stream()
        .filter(id -> STATEFUL.contains(scalar(blueprint, id, "Type")))
        .flatMap(id -> policies(id, blueprint).map(rule -> Drift.inTemplate(id, rule)));
  }

  private static Stream<String> policies(String id, Blueprint blueprint) {
    var missing =
        Stream.of(DELETION, REPLACEMENT)
            .filter(policy -> scalar(blueprint, id, policy).isEmpty())
            .map(policy -> "must have a " + policy);
    boolean isKept = scalar(blueprint, id, DELETION).startsWith("Retain");
    var unlike =
        isKept == scalar(blueprint, id, REPLACEMENT).startsWith("Retain")
            ? Stream.<String>of()
            : Stream.of(
                "its " + DELETION + " and " + REPLACEMENT + " must both keep or both delete");
    boolean isUnprotected =
        isKept
            && scalar(blueprint, id, "Type").equals("AWS::DynamoDB::Table")
            && blueprint
                .text()
                .at(RESOURCES, id, PROPERTIES, "PointInTimeRecoverySpecification")
                .isEmpty();
    var unprotected =
        isUnprotected
            ? Stream.of("is kept, so it must have a PointInTimeRecoverySpecification")
            : Stream.<String>of();
    return Stream.of(missing, unlike, unprotected).flatMap(rules -> rules);
  }

  private static String scalar(Blueprint blueprint, String id, String key) {
    return blueprint.text().scalar(RESOURCES, id, key).orElse("");
  }

  static Stream<String> integrations(Blueprint blueprint) {
    return blueprint.text().entries(RESOURCES).keySet().stream()
        .filter(id -> scalar(blueprint, id, "Type").equals("AWS::ApiGatewayV2::Integration"))
        .filter(id -> property(blueprint, id, "IntegrationType").equals("AWS_PROXY"))
        .filter(id -> !property(blueprint, id, "IntegrationMethod").equals("POST"))
        .map(id -> Drift.inTemplate(id, "its IntegrationMethod must be POST"));
  }

  /**
   * A flood of one action must not affect another action or {@code $connect}. No {@code
   * $disconnect} may be lost. A mock runs no function. The effect of a default setting on posts is
   * unknown.
   */
  static Stream<String> throttles(Blueprint blueprint) {
    var byRoute =
        blueprint.template().all(GatewayApi.class).stream()
            .flatMap(
                api ->
                    Stream.concat(api.routes().keySet().stream(), api.mocks().keySet().stream())
                        .filter(route -> isAction(api, route) != isThrottled(route, blueprint)))
            .map(
                route ->
                    Drift.inTemplate(
                        STAGE,
                        "its RouteSettings must have %s with ActionRate and ActionBurst if it is an action that runs a function, and else not at all"
                            .formatted(route)));
    var byDefault =
        blueprint.text().at(RESOURCES, STAGE, PROPERTIES, "DefaultRouteSettings").stream()
            .map(settings -> Drift.inTemplate(STAGE, "must have no DefaultRouteSettings"));
    return Stream.concat(byRoute, byDefault);
  }

  private static boolean isAction(GatewayApi api, String route) {
    return !api.mocks().containsKey(route) && !LIFECYCLE.contains(route);
  }

  private static boolean isThrottled(String route, Blueprint blueprint) {
    return blueprint
        .text()
        .entries(RESOURCES, STAGE, PROPERTIES, "RouteSettings", route)
        .entrySet()
        .stream()
        .map(setting -> setting.getKey() + " " + TemplateText.written(setting.getValue()))
        .collect(Collectors.toSet())
        .equals(
            Set.of("ThrottlingRateLimit !Ref ActionRate", "ThrottlingBurstLimit !Ref ActionBurst"));
  }

  private static String property(Blueprint blueprint, String id, String name) {
    return blueprint
        .text()
        .at(RESOURCES, id, PROPERTIES, name)
        .map(TemplateText::written)
        .orElse("");
  }

  /** Parameters fill a description, so its length is known only with their longest values. */
  static Stream<String> descriptions(Blueprint blueprint) {
    var lengths = new DescriptionLengths(blueprint.text());
    return blueprint.text().entries(RESOURCES).keySet().stream()
        .flatMap(
            id ->
                Stream.of("Description", "VersionDescription")
                    .flatMap(
                        name ->
                            blueprint.text().at(RESOURCES, id, PROPERTIES, name).stream()
                                .map(node -> drift(id, name, node, lengths))
                                .flatMap(Optional::stream)));
  }

  private static Optional<String> drift(
      String id, String name, Node node, DescriptionLengths lengths) {
    return lengths.problem(node).map(rule -> Drift.inTemplate(id, "its " + name + " " + rule));
  }
}
