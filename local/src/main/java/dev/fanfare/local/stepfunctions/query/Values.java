package dev.fanfare.local.stepfunctions.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Converts results of the JSONata library to JSON values. */
final class Values {
  private Values() {}

  /**
   * Copies a result out of the library's lazy and flagged lists.
   *
   * @throws IllegalArgumentException if the result contains a function or a regular expression
   */
  static Object normalise(Object result) {
    if (result instanceof Map<?, ?> object) {
      var copy = new LinkedHashMap<String, Object>();
      object.forEach((name, value) -> copy.put(String.valueOf(name), normalise(value)));
      return copy;
    } else if (result instanceof List<?> array) {
      var copy = new ArrayList<>(array.size());
      array.forEach(element -> copy.add(normalise(element)));
      return copy;
    } else if (result != null && Json.typeOf(result).equals("function")) {
      throw new IllegalArgumentException("The result is a function, which JSON cannot hold.");
    }
    return result;
  }
}
