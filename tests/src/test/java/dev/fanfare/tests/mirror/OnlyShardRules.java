package dev.fanfare.tests.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.tests.mirror.Definition.State;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A round of one shard runs without the Map. States outside the Map handle the only shard: {@code
 * PushOnlyShard} equals {@code PushShard}, except for its next state. State names are unique in a
 * state machine, so the definition needs both copies, and they must not differ.
 */
final class OnlyShardRules {
  private static final String EACH = "Shard";
  private static final String ONLY = "OnlyShard";
  private static final String SELECTOR = "ItemSelector";

  private OnlyShardRules() {}

  /**
   * Every state in the Map has a counterpart outside, and every counterpart has its state in the
   * Map.
   */
  static Stream<String> states(Blueprint blueprint) {
    var definition = blueprint.definition();
    var unlike = definition.ofType("Map").flatMap(map -> states(map, definition));
    Set<String> inMaps =
        definition.states().stream()
            .filter(state -> state.map().isPresent())
            .map(State::name)
            .collect(Collectors.toSet());
    var likeNone =
        definition.states().stream()
            .filter(state -> !state.step().equals(state.name()))
            .filter(state -> !inMaps.contains(state.step()))
            .map(state -> Drift.inDefinition(state.name(), "no Map has a " + state.step()));
    return Stream.concat(unlike, likeNone);
  }

  private static Stream<String> states(State map, Definition definition) {
    return definition.states().stream()
        .filter(state -> state.map().equals(Optional.of(map.name())))
        .filter(state -> !state.is("Succeed"))
        .flatMap(state -> state(state, map, definition));
  }

  private static Stream<String> state(State each, State map, Definition definition) {
    var only = named(only(each.name()), definition);
    if (only.isEmpty()) {
      return Stream.of(
          Drift.inDefinition(each.name(), "there is no " + only(each.name()) + " like it"));
    }
    JsonNode expected = expected(each, map, definition);
    Set<String> fields = new TreeSet<>();
    expected.fieldNames().forEachRemaining(fields::add);
    only.get().json().fieldNames().forEachRemaining(fields::add);
    fields.remove("Comment");
    return fields.stream()
        .filter(field -> !expected.path(field).equals(only.get().json().path(field)))
        .map(
            field ->
                Drift.inDefinition(
                    only.get().name(),
                    "its %s must be as in %s: %s"
                        .formatted(field, each.name(), expected.path(field))));
  }

  /**
   * The expected counterpart of a state in the Map. It leads to other counterparts, and the last
   * one leads to the state after the Map.
   */
  private static JsonNode expected(State each, State map, Definition definition) {
    ObjectNode expected = each.json().deepCopy();
    if (expected.remove("End") != null) {
      expected.set("Next", map.json().path("Next"));
    }
    for (JsonNode leading : expected.findParents("Next")) {
      lead((ObjectNode) leading, "Next", map, definition);
    }
    lead(expected, "Default", map, definition);
    return expected;
  }

  private static void lead(ObjectNode from, String field, State map, Definition definition) {
    named(from.path(field).asText(), definition)
        .filter(next -> next.map().isPresent())
        .map(next -> next.is("Succeed") ? map.json().path("Next").asText() : only(next.name()))
        .ifPresent(next -> from.put(field, next));
  }

  /** The pusher gets the same input for the only shard as the Map passes for each shard. */
  static Stream<String> item(Blueprint blueprint) {
    return blueprint
        .definition()
        .ofType("Map")
        .flatMap(map -> item(map, blueprint.definition()).stream());
  }

  private static Optional<String> item(State map, Definition definition) {
    String first = only(NameRules.startOf(map));
    ObjectNode expected = map.json().path(SELECTOR).deepCopy();
    expected.put("shardKey", "{% $prefix & '" + BroadcastKeys.shard("", 0) + "' %}");
    return definition
        .ofType("Choice")
        .flatMap(choice -> choice.all("Choices").map(rule -> new Way(choice, rule)))
        .filter(way -> way.json().path("Next").asText().equals(first))
        .filter(way -> !way.json().path("Output").equals(expected))
        .map(
            way ->
                Drift.inDefinition(
                    way.choice().name(),
                    "its Output must be the " + SELECTOR + " of " + map.name() + ": " + expected))
        .findFirst();
  }

  private record Way(State choice, JsonNode json) {}

  private static Optional<State> named(String name, Definition definition) {
    return definition.states().stream().filter(state -> state.name().equals(name)).findFirst();
  }

  private static String only(String name) {
    return name.replace(EACH, ONLY);
  }
}
