package dev.fanfare.local.stepfunctions.query;

import java.util.List;
import java.util.Map;

/**
 * Evaluates a field that accepts one type. Each method throws a {@link QueryEvaluationException} if
 * evaluation fails or the value has another type.
 */
public final class Typed {
  private Typed() {}

  public static long integer(Template template, Scope scope, String location) {
    var value = template.evaluate(scope, location);
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    throw template.wrongType(location, "integer", value);
  }

  public static double number(Template template, Scope scope, String location) {
    return value(template, scope, location, Number.class, "number").doubleValue();
  }

  public static String string(Template template, Scope scope, String location) {
    return value(template, scope, location, String.class, "string");
  }

  public static boolean truth(Template template, Scope scope, String location) {
    return value(template, scope, location, Boolean.class, "boolean");
  }

  @SuppressWarnings("unchecked")
  public static List<Object> array(Template template, Scope scope, String location) {
    return value(template, scope, location, List.class, "array");
  }

  @SuppressWarnings("unchecked")
  public static Map<String, Object> object(Template template, Scope scope, String location) {
    return value(template, scope, location, Map.class, "object");
  }

  private static <T> T value(
      Template template, Scope scope, String location, Class<T> type, String name) {
    var value = template.evaluate(scope, location);
    if (type.isInstance(value)) {
      return type.cast(value);
    }
    throw template.wrongType(location, name, value);
  }
}
