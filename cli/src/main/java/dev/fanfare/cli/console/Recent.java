package dev.fanfare.cli.console;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** A cache that keeps the most recently used values. Thread-safe. */
final class Recent<T> {
  private final int max;
  private final Map<String, T> values = new LinkedHashMap<>();

  /**
   * @param max maximum number of values
   */
  Recent(int max) {
    this.max = max;
  }

  /** Returns the value of a key, and creates it if it is not in the cache. */
  synchronized T get(String key, Function<String, T> create) {
    T value = values.remove(key);
    if (value == null) {
      value = create.apply(key);
    }
    values.put(key, value);
    if (values.size() > max) {
      values.remove(values.keySet().iterator().next());
    }
    return value;
  }
}
