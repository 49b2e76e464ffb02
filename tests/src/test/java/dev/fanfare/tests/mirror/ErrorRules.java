package dev.fanfare.tests.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.tests.mirror.Definition.State;
import java.util.List;
import java.util.stream.Stream;

/** No state can hang, and the definition handles every failure of a state. */
final class ErrorRules {
  private static final String OURS = "dev.fanfare.";

  private ErrorRules() {}

  static Stream<String> tasks(Blueprint blueprint) {
    return blueprint
        .definition()
        .ofType("Task")
        .flatMap(
            task ->
                Stream.of("TimeoutSeconds", "Retry", "Catch")
                    .filter(field -> !task.json().has(field))
                    .map(field -> Drift.inDefinition(task.name(), "a Task needs a " + field)));
  }

  /** Errors that no other retrier or catcher names must be handled too. */
  static Stream<String> lastResort(Blueprint blueprint) {
    return blueprint.definition().states().stream()
        .flatMap(
            state ->
                Stream.of("Retry", "Catch")
                    .filter(field -> state.json().has(field))
                    .filter(field -> !endsInAll(state.json().path(field)))
                    .map(
                        field ->
                            Drift.inDefinition(
                                state.name(), "its last " + field + " must be for States.ALL")));
  }

  private static boolean endsInAll(JsonNode list) {
    JsonNode last = list.path(list.size() - 1).path("ErrorEquals");
    return last.size() == 1 && last.path(0).asText().equals("States.ALL");
  }

  /** States.ALL does not cover this error; uncaught, it ends the execution without books. */
  static Stream<String> dataLimit(Blueprint blueprint) {
    return blueprint.definition().states().stream()
        .filter(state -> state.json().has("Catch"))
        .filter(
            state ->
                state.all("Catch").noneMatch(c -> names(c).contains("States.DataLimitExceeded")))
        .map(
            state ->
                Drift.inDefinition(state.name(), "a Catch must name States.DataLimitExceeded"));
  }

  static Stream<String> maps(Blueprint blueprint) {
    return blueprint.definition().ofType("Map").flatMap(ErrorRules::ofMap);
  }

  private static Stream<String> ofMap(State map) {
    var drifts = Stream.<String>builder();
    if (map.json().has("Retry")) {
      drifts.add(Drift.inDefinition(map.name(), "a Retry would start all its children again"));
    }
    if (!map.json().has("Catch")) {
      drifts.add(Drift.inDefinition(map.name(), "a Map needs a Catch"));
    }
    if (!map.json().path("Label").asText().equals(map.name())) {
      drifts.add(Drift.inDefinition(map.name(), "its Label must be its name"));
    }
    return drifts.build();
  }

  /** Lambda's Java runtime reports the full class name as the error. */
  static Stream<String> exceptions(Blueprint blueprint) {
    return blueprint.definition().states().stream()
        .flatMap(
            state ->
                Stream.of("Retry", "Catch")
                    .flatMap(state::all)
                    .flatMap(handler -> names(handler).stream())
                    .filter(name -> name.startsWith(OURS) && !isException(name))
                    .map(
                        name ->
                            Drift.inDefinition(
                                state.name(), name + " is not an exception class of lambdas")));
  }

  private static List<String> names(JsonNode handler) {
    return Definition.elements(handler.path("ErrorEquals")).map(JsonNode::asText).toList();
  }

  private static boolean isException(String name) {
    try {
      return Throwable.class.isAssignableFrom(Class.forName(name));
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
