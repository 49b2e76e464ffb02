package dev.fanfare.tests.mirror;

import dev.fanfare.local.lambda.FunctionSpec;
import dev.fanfare.tests.mirror.Definition.State;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Maps each state to its files, as a Markdown table for {@code docs/states.md}. */
final class StateTable {
  private final Blueprint blueprint;

  private StateTable(Blueprint blueprint) {
    this.blueprint = blueprint;
  }

  static String of(Blueprint blueprint) {
    return new StateTable(blueprint).table();
  }

  private String table() {
    var head = Stream.of("| name | what it is | code |", "|---|---|---|");
    var states = blueprint.definition().states().stream().map(this::row);
    Map<String, String> triggers = blueprint.triggers();
    var others =
        blueprint.functions().stream()
            .filter(function -> triggers.containsKey(Blueprint.step(function)))
            .map(function -> row(function, triggers.get(Blueprint.step(function))));
    return Stream.of(head, others, states)
        .flatMap(rows -> rows)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private String row(State state) {
    String code = blueprint.function(state.step()).map(StateTable::code).orElse("");
    return row(state.name(), kind(state), code);
  }

  private static String row(FunctionSpec function, String trigger) {
    int space = trigger.indexOf(' ');
    String name = trigger.substring(0, space) + " `" + trigger.substring(space + 1) + "`";
    return row(Blueprint.step(function), name, code(function));
  }

  private static String row(String name, String kind, String code) {
    return "| `" + name + "` | " + kind + " | " + code + (code.isEmpty() ? "|" : " |");
  }

  private static String kind(State state) {
    String in = state.map().map(map -> ", in `" + map + "`").orElse("");
    return state.type()
        + in
        + switch (state.type()) {
          case "Choice" ->
              ": yes → `"
                  + state.json().path("Choices").path(0).path("Next").asText()
                  + "`, no → `"
                  + state.json().path("Default").asText()
                  + "`";
          case "Map" -> " of `" + NameRules.startOf(state) + "`";
          default -> "";
        };
  }

  private static String code(FunctionSpec function) {
    String handler =
        function.code().handler().substring(function.code().handler().lastIndexOf('.') + 1);
    return String.join(
        ", ",
        link(handler, CodeRules.source(function)),
        link("test", CodeRules.test(function)),
        link("events", CodeRules.events(function)));
  }

  private static String link(String text, String path) {
    return "[" + text + "](../" + path + ")";
  }
}
