package dev.fanfare.tests.mirror;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.template.FunctionResource;
import dev.fanfare.local.template.SocketApiResource.Route;
import dev.fanfare.local.template.StackIdentity;
import dev.fanfare.local.template.StateMachineResource;
import dev.fanfare.local.template.Template;
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
 * What is deployed: the template and the definition, each as written and as resolved.
 *
 * @param template resolved by the strict reader, with everything that can be switched on
 * @param definition as written, with its substitutions
 */
record Blueprint(Path folder, Template template, TemplateText text, Definition definition) {
  static final String TEMPLATE = "template.yaml";
  static final String DEFINITION = "statemachine/broadcast.asl.json";
  private static final String FUNCTION = "Function";

  /** What is there only when an operator asks for it must fit together too. */
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

  private static final StackIdentity STACK =
      new StackIdentity(
          "fanfare", LocalAccount.DEFAULT, queue -> "http://127.0.0.1/000000000000/" + queue);

  /** Reads a project's folder. */
  static Blueprint read(Path folder) {
    try {
      return new Blueprint(
          folder,
          Template.read(folder.resolve(TEMPLATE), EVERYTHING, STACK),
          TemplateText.of(Project.text(folder.resolve(TEMPLATE))),
          Definition.of(Project.text(folder.resolve(DEFINITION))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  StateMachineResource stateMachine() {
    return template.stateMachines().get(0);
  }

  /** The definition with its substitutions filled in. */
  Definition resolved() {
    return Definition.of(stateMachine().definition());
  }

  List<FunctionResource> functions() {
    return template.functions();
  }

  /** The function of a step, such as {@code PushShard}. */
  Optional<FunctionResource> function(String step) {
    return functions().stream().filter(f -> f.logicalId().equals(step + FUNCTION)).findFirst();
  }

  /** How the versions of a function are described, as written; it reaches no code. */
  Optional<String> versionDescription(FunctionResource function) {
    return text.scalar("Resources", function.logicalId(), "Properties", "VersionDescription");
  }

  /** The functions' names without {@code Function}: the word that everything of one shares. */
  Stream<String> steps() {
    return functions().stream().map(Blueprint::step);
  }

  static String step(FunctionResource function) {
    return function.logicalId().replaceAll(FUNCTION + "$", "");
  }

  /**
   * What invokes the functions that no state invokes, by function: {@code queue BroadcastQueue},
   * {@code topic BroadcastTopic}, {@code route $connect}, or a backend that is told of it by {@code
   * output BanUserFunctionArn}.
   */
  Map<String, String> triggers() {
    var queues =
        functions().stream()
            .flatMap(f -> f.queueEvents().stream().map(e -> entry(step(f), "queue " + e.queue())));
    var routes =
        template.socketApis().stream()
            .flatMap(api -> api.routes().stream())
            .flatMap(Blueprint::triggers);
    var topics =
        functions().stream()
            .flatMap(f -> f.topicEvents().stream().map(e -> entry(step(f), "topic " + e.topic())));
    var streams =
        functions().stream()
            .flatMap(
                f -> f.streamEvents().stream().map(e -> entry(step(f), "stream " + e.table())));
    return Stream.of(queues, topics, streams, routes, outputs())
        .flatMap(triggers -> triggers)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a + ", " + b));
  }

  private Stream<Map.Entry<String, String>> outputs() {
    return functions().stream()
        .filter(f -> StateRules.aliasArn(f).equals(template.outputs().get(f.logicalId() + "Arn")))
        .map(f -> entry(step(f), "output " + f.logicalId() + "Arn"));
  }

  private static Stream<Map.Entry<String, String>> triggers(Route route) {
    var own = entry(stepOf(route.function()), "route " + route.routeKey());
    var authorizer =
        route.authorizer().map(a -> entry(stepOf(a.function()), "authorizer " + a.name()));
    return Stream.concat(Stream.of(own), authorizer.stream());
  }

  private static String stepOf(String logicalId) {
    return logicalId.replaceAll(FUNCTION + "$", "");
  }

  private static Map.Entry<String, String> entry(String step, String trigger) {
    return Map.entry(step, trigger);
  }
}
