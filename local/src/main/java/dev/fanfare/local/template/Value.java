package dev.fanfare.local.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What stands at one place of a template, with the line it stands on. Numbers and booleans stay
 * text: CloudFormation itself turns one into the other as a property needs it.
 */
sealed interface Value {

  /** From 1: the line of the key for what has one. */
  int line();

  /** Whether everything in it is resolvable. */
  default boolean isWhole() {
    return true;
  }

  record Text(String text, int line) implements Value {
    @Override
    public String toString() {
      return text;
    }
  }

  record Items(List<Value> items, int line) implements Value {
    public Items {
      items = List.copyOf(items);
    }

    @Override
    public boolean isWhole() {
      return items.stream().allMatch(Value::isWhole);
    }

    @Override
    public String toString() {
      return items.toString();
    }
  }

  /** What {@code AWS::NoValue} stands for: the property, or the item, is not there. */
  record NoValue(int line) implements Value {}

  /** A place whose problem is already reported: nothing more is said about it. */
  record Unresolvable(int line) implements Value {
    @Override
    public boolean isWhole() {
      return false;
    }
  }

  /** A mapping, in the order of the file. */
  record Fields(Map<String, Value> entries, int line) implements Value {
    public Fields {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    static Fields empty(int line) {
      return new Fields(Map.of(), line);
    }

    /** What stands under this key; empty also when it is unresolvable and thus reported. */
    Optional<Value> get(String key) {
      return Optional.ofNullable(entries.get(key))
          .filter(value -> !(value instanceof Unresolvable));
    }

    Optional<String> text(String key) {
      return get(key).map(Value::asText);
    }

    int whole(String key, int defaultValue) {
      return text(key).map(Integer::parseInt).orElse(defaultValue);
    }

    OptionalInt whole(String key) {
      return text(key)
          .map(text -> OptionalInt.of(Integer.parseInt(text)))
          .orElse(OptionalInt.empty());
    }

    boolean flag(String key, boolean defaultValue) {
      return text(key).map(Boolean::parseBoolean).orElse(defaultValue);
    }

    Optional<Fields> fields(String key) {
      return get(key).map(Fields.class::cast);
    }

    /** The items of a list; a single value counts as a list of one. */
    List<Value> items(String key) {
      return get(key)
          .map(value -> value instanceof Items items ? items.items() : List.of(value))
          .orElse(List.of());
    }

    List<Fields> blocks(String key) {
      return items(key).stream().map(Fields.class::cast).toList();
    }

    List<String> texts(String key) {
      return items(key).stream().map(Value::asText).toList();
    }

    /** A map of texts, such as a function's variables; empty when absent. */
    Map<String, String> textsByKey(String key) {
      var texts = new LinkedHashMap<String, String>();
      fields(key)
          .ifPresent(map -> map.entries.forEach((name, value) -> texts.put(name, asText(value))));
      return texts;
    }

    @Override
    public boolean isWhole() {
      return entries.values().stream().allMatch(Value::isWhole);
    }

    @Override
    public String toString() {
      return entries.toString();
    }
  }

  /** The text of a value whose shape was checked before. */
  private static String asText(Value value) {
    return ((Text) value).text();
  }
}
