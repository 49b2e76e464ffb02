package dev.fanfare.tests.mirror;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A state machine's definition as plain JSON: the rules check the file's text, not its execution.
 *
 * @param states in the order of the file; the states inside a Map follow the Map
 */
record Definition(JsonNode root, String text, List<State> states) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String INVOKE = "arn:aws:states:::lambda:invoke";
  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([^}]*)}");

  /**
   * One state.
   *
   * @param map the Map that contains the state, if any
   */
  record State(String name, JsonNode json, Optional<String> map) {
    String type() {
      return json.path("Type").asText();
    }

    boolean is(String type) {
      return type().equals(type);
    }

    /**
     * The step that a Task performs. It is the Task's name, except for the Tasks that handle the
     * only shard outside the Map: they perform the Map's step, so {@code PushOnlyShard} performs
     * {@code PushShard}.
     */
    String step() {
      return name.replaceFirst("(?<=[a-z])Only(?=[A-Z])", "");
    }

    /** The resource that a Task calls, in the partition of the standard Regions. */
    String resource() {
      return Definition.resource(json);
    }

    /** The function that a Task invokes, as the definition names it. */
    String functionName() {
      return json.path("Arguments").path("FunctionName").asText();
    }

    Stream<JsonNode> all(String list) {
      return elements(json.path(list));
    }
  }

  static Definition of(String text) {
    try {
      JsonNode root = JSON.readTree(text);
      var states = new ArrayList<State>();
      collect(root.path("States"), Optional.empty(), states);
      return new Definition(root, text, List.copyOf(states));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the definition is not JSON", e);
    }
  }

  /** The resource of a Task, a reader or a writer, in the partition of the standard Regions. */
  static String resource(JsonNode json) {
    return json.path("Resource").asText().replace("arn:${Partition}:", "arn:aws:");
  }

  static Stream<JsonNode> elements(JsonNode list) {
    var elements = new ArrayList<JsonNode>();
    list.forEach(elements::add);
    return elements.stream();
  }

  Stream<State> ofType(String type) {
    return states.stream().filter(state -> state.is(type));
  }

  /** The Tasks that call a Fanfare function; other Tasks call an AWS service directly. */
  Stream<State> tasks() {
    return ofType("Task").filter(task -> task.resource().equals(INVOKE));
  }

  /** Every name inside <code>${…}</code>. */
  Set<String> substitutions() {
    var names = new TreeSet<String>();
    SUBSTITUTION.matcher(text).results().forEach(match -> names.add(match.group(1)));
    return names;
  }

  private static void collect(JsonNode states, Optional<String> map, List<State> into) {
    states
        .properties()
        .forEach(
            entry -> {
              into.add(new State(entry.getKey(), entry.getValue(), map));
              JsonNode held = entry.getValue().path("ItemProcessor").path("States");
              collect(held, Optional.of(entry.getKey()), into);
            });
  }
}
