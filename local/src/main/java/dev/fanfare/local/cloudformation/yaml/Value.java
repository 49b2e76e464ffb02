package dev.fanfare.local.cloudformation.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A value of a template, with its line. Numbers and booleans stay strings, because CloudFormation
 * converts them as each property requires.
 */
public sealed interface Value {

  /** The line in the file, from 1. A value of a mapping has the line of its key. */
  int line();

  /** Whether all functions in this value have results. */
  default boolean isResolved() {
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
    public boolean isResolved() {
      return items.stream().allMatch(Value::isResolved);
    }

    @Override
    public String toString() {
      return items.toString();
    }
  }

  /** The result of {@code AWS::NoValue}: the property or the list item is omitted. */
  record NoValue(int line) implements Value {}

  /** The result of a function whose problem is already reported. */
  record Unresolvable(int line) implements Value {
    @Override
    public boolean isResolved() {
      return false;
    }
  }

  /** A mapping, in the order of the file. */
  record Fields(Map<String, Value> entries, int line) implements Value {
    public Fields {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    public static Fields empty(int line) {
      return new Fields(Map.of(), line);
    }

    /** The value of a key; empty if it is absent or unresolvable. */
    public Optional<Value> get(String key) {
      return Optional.ofNullable(entries.get(key))
          .filter(value -> !(value instanceof Unresolvable));
    }

    public boolean has(String key) {
      return entries.containsKey(key);
    }

    /** Returns empty also if the value has another type, as the other typed methods do. */
    public Optional<String> text(String key) {
      return get(key).filter(Text.class::isInstance).map(Value::toString);
    }

    public int whole(String key, int defaultValue) {
      return whole(key).orElse(defaultValue);
    }

    public OptionalInt whole(String key) {
      return text(key)
          .map(text -> OptionalInt.of(Integer.parseInt(text)))
          .orElse(OptionalInt.empty());
    }

    public boolean flag(String key, boolean defaultValue) {
      return text(key).map(Boolean::parseBoolean).orElse(defaultValue);
    }

    public Optional<Fields> fields(String key) {
      return get(key).filter(Fields.class::isInstance).map(Fields.class::cast);
    }

    /** The mapping under a key, or an empty one. */
    public Fields section(String key) {
      return fields(key).orElseGet(() -> empty(line));
    }

    /** The items of a list. A single value is a list of one item. */
    public List<Value> items(String key) {
      return get(key)
          .map(value -> value instanceof Items items ? items.items() : List.of(value))
          .orElse(List.of());
    }

    public List<Fields> blocks(String key) {
      return items(key).stream().filter(Fields.class::isInstance).map(Fields.class::cast).toList();
    }

    public List<String> texts(String key) {
      return items(key).stream().filter(Text.class::isInstance).map(Value::toString).toList();
    }

    /** All strings of this mapping by key, in order. */
    public Map<String, String> texts() {
      var texts = new LinkedHashMap<String, String>();
      entries.keySet().forEach(key -> text(key).ifPresent(text -> texts.put(key, text)));
      return texts;
    }

    @Override
    public boolean isResolved() {
      return entries.values().stream().allMatch(Value::isResolved);
    }

    @Override
    public String toString() {
      return entries.toString();
    }
  }
}
