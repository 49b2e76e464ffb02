package dev.fanfare.local.stepfunctions.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.local.stepfunctions.query.Expression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The variables of a document: where they are assigned, and where they are used. */
final class Variables {
  /** A literal or a comment of JSONata, which names no variable, or a variable. */
  private static final Pattern VARIABLE =
      Pattern.compile(
          "'(?:\\\\.|[^'\\\\])*'|\"(?:\\\\.|[^\"\\\\])*\"|`[^`]*`|/\\*(?s:.*?)\\*/"
              + "|\\$(?<name>[\\p{L}_][\\p{L}\\p{N}_]*)");

  private Variables() {}

  /**
   * Checks that no variable of an inline Map has the name of one outside of it, as AWS documents.
   * The states of a distributed Map see no variables from outside.
   */
  static void checkScopes(JsonNode document, Problems problems) {
    checkScopes(document, "", Set.of(), problems);
  }

  private static void checkScopes(
      JsonNode workflow, String path, Set<String> outer, Problems problems) {
    var visible = new LinkedHashSet<>(outer);
    for (var state : workflow.path("States").properties()) {
      var place = path + "/States/" + state.getKey();
      for (var name : assigned(state.getValue())) {
        if (outer.contains(name)) {
          problems.add(
              Problems.Code.SCHEMA_VALIDATION_FAILED,
              place,
              "Variable '" + name + "' is assigned in an outer scope, too");
        }
        visible.add(name);
      }
    }
    for (var state : workflow.path("States").properties()) {
      var processor = state.getValue().path("ItemProcessor");
      checkScopes(
          processor,
          path + "/States/" + state.getKey() + "/ItemProcessor",
          isDistributed(processor) ? Set.of() : visible,
          problems);
    }
  }

  private static boolean isDistributed(JsonNode processor) {
    return processor.path("ProcessorConfig").path("Mode").asText().equals("DISTRIBUTED");
  }

  private static List<String> assigned(JsonNode state) {
    var names = new ArrayList<String>();
    assigners(state).forEach(each -> each.path("Assign").fieldNames().forEachRemaining(names::add));
    return names;
  }

  private static List<JsonNode> assigners(JsonNode state) {
    var assigners = new ArrayList<>(List.of(state));
    state.path("Choices").forEach(assigners::add);
    state.path("Catch").forEach(assigners::add);
    return assigners;
  }

  /** The variables that each state uses, in alphabetical order; no entry for none. */
  static Map<String, List<String>> references(JsonNode document) {
    var all = new LinkedHashMap<String, JsonNode>();
    collect(document, all);
    var assigned = new TreeSet<String>();
    all.values().forEach(state -> assigned.addAll(assigned(state)));
    var references = new LinkedHashMap<String, List<String>>();
    all.forEach(
        (name, state) -> {
          var used = new TreeSet<String>();
          use(state, used);
          used.retainAll(assigned);
          if (!used.isEmpty()) {
            references.put(name, List.copyOf(used));
          }
        });
    return references;
  }

  private static void collect(JsonNode workflow, Map<String, JsonNode> states) {
    for (var state : workflow.path("States").properties()) {
      states.put(state.getKey(), state.getValue());
      collect(state.getValue().path("ItemProcessor"), states);
    }
  }

  private static void use(JsonNode value, Set<String> used) {
    if (value.isTextual()) {
      Expression.sourceIn(value.asText()).ifPresent(source -> find(source, used));
    } else if (value.isObject()) {
      for (var field : value.properties()) {
        if (!field.getKey().equals("ItemProcessor")) {
          use(field.getValue(), used);
        }
      }
    } else {
      StreamSupport.stream(value.spliterator(), false).forEach(element -> use(element, used));
    }
  }

  private static void find(String source, Set<String> used) {
    var matcher = VARIABLE.matcher(source);
    while (matcher.find()) {
      var name = matcher.group("name");
      if (name != null) {
        used.add(name);
      }
    }
  }
}
