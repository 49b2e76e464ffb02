package dev.fanfare.tests.mirror;

import dev.fanfare.local.StackTypes;
import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.apigateway.GatewayApi;
import dev.fanfare.local.cloudformation.Template;
import dev.fanfare.local.cloudformation.resources.ResourceType;
import dev.fanfare.local.cloudformation.resources.StackIdentity;
import dev.fanfare.local.lambda.FunctionSpec;
import dev.fanfare.local.sns.Subscription;
import dev.fanfare.local.sns.TopicSpec;
import dev.fanfare.local.sqs.QueueSpec;
import dev.fanfare.local.stepfunctions.StateMachineSpec;
import dev.fanfare.tests.project.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The deployed files: the template and the definition, each as written and as resolved.
 *
 * @param template resolved by the strict reader, with every optional part enabled
 * @param definition as written, with its substitutions
 */
record Blueprint(Path folder, Template template, TemplateText text, Definition definition) {
  static final String TEMPLATE = "template.yaml";
  static final String DEFINITION = "statemachine/broadcast.asl.json";
  private static final String FUNCTION = "Function";

  /** Optional resources must satisfy the rules too. */
  private static final Map<String, String> EVERYTHING =
      Map.of(
          "TopicDelivery",
          "function",
          "ScheduleExpression",
          "rate(1 day)",
          "NoticeChannels",
          "*",
          "ChangesStreamArn",
          LocalAccount.DEFAULT.tableArn("rows") + "/stream/2026-11-22T00:00:00.000");

  private static final StackIdentity STACK = new StackIdentity("fanfare", LocalAccount.DEFAULT);
  private static final List<ResourceType> TYPES =
      StackTypes.all(queue -> "http://127.0.0.1/000000000000/" + queue, 1);

  /** Reads a project's folder. */
  static Blueprint read(Path folder) {
    try {
      return new Blueprint(
          folder,
          Template.read(folder.resolve(TEMPLATE), EVERYTHING, STACK, TYPES),
          TemplateText.of(Project.text(folder.resolve(TEMPLATE))),
          Definition.of(Project.text(folder.resolve(DEFINITION))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  StateMachineSpec stateMachine() {
    return template.all(StateMachineSpec.class).get(0);
  }

  /** The definition with its substitutions filled in. */
  Definition resolved() {
    return Definition.of(stateMachine().definition());
  }

  List<FunctionSpec> functions() {
    return template.all(FunctionSpec.class);
  }

  Optional<QueueSpec> queue(String arn) {
    return template.all(QueueSpec.class).stream().filter(q -> q.arn().equals(arn)).findFirst();
  }

  /** The function of a step, such as {@code PushShard}. */
  Optional<FunctionSpec> function(String step) {
    return functions().stream().filter(f -> f.logicalId().equals(step + FUNCTION)).findFirst();
  }

  /** The versions' descriptions as written; no code reads them. */
  Optional<String> versionDescription(FunctionSpec function) {
    return text.scalar("Resources", function.logicalId(), "Properties", "VersionDescription");
  }

  /** The functions' names without {@code Function}, which all resources of a function share. */
  Stream<String> steps() {
    return functions().stream().map(Blueprint::step);
  }

  static String step(FunctionSpec function) {
    return function.logicalId().replaceAll(FUNCTION + "$", "");
  }

  /**
   * The invokers of the functions that no state invokes, by function: {@code queue BroadcastQueue},
   * {@code topic BroadcastTopic}, {@code route $connect}, or {@code output BanUserFunctionArn} for
   * a function that a backend calls.
   */
  Map<String, String> triggers() {
    var queues =
        functions().stream()
            .flatMap(
                f ->
                    f.triggers().queues().stream()
                        .flatMap(mapping -> queue(mapping.queueArn()).stream())
                        .map(queue -> entry(step(f), "queue " + queue.logicalId())));
    var routes = template.all(GatewayApi.class).stream().flatMap(this::triggers);
    var topics = template.all(TopicSpec.class).stream().flatMap(this::triggers);
    var streams =
        functions().stream()
            .flatMap(
                f ->
                    f.triggers().streams().stream()
                        .map(mapping -> entry(step(f), "stream " + mapping.table())));
    return Stream.of(queues, topics, streams, routes, outputs())
        .flatMap(triggers -> triggers)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a + ", " + b));
  }

  private Stream<Map.Entry<String, String>> outputs() {
    return functions().stream()
        .filter(f -> f.aliasArn().equals(template.outputs().get(f.logicalId() + "Arn")))
        .map(f -> entry(step(f), "output " + f.logicalId() + "Arn"));
  }

  private Stream<Map.Entry<String, String>> triggers(GatewayApi api) {
    var routes =
        api.routes().entrySet().stream()
            .map(route -> entry(stepOf(route.getValue()), "route " + route.getKey()));
    var authorizer =
        api.authorizer().map(each -> entry(stepOf(each.function()), "authorizer " + each.name()));
    return Stream.concat(routes, authorizer.stream());
  }

  private Stream<Map.Entry<String, String>> triggers(TopicSpec topic) {
    return topic.subscriptions().stream()
        .filter(subscription -> subscription.protocol().equals(Subscription.FUNCTION))
        .map(each -> entry(stepOf(each.endpoint()), "topic " + topic.logicalId()));
  }

  private String stepOf(String aliasArn) {
    return functions().stream()
        .filter(function -> function.aliasArn().equals(aliasArn))
        .map(Blueprint::step)
        .findFirst()
        .orElseThrow();
  }

  private static Map.Entry<String, String> entry(String step, String trigger) {
    return Map.entry(step, trigger);
  }
}
