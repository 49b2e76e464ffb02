package dev.fanfare.local.stepfunctions.query;

import java.util.List;
import java.util.Map;

/** Evaluates a field that accepts one type. */
public final class Typed {
  private Typed() {}

  /**
   * @throws QueryEvaluationException if evaluation fails or the value is not a whole number
   */
  public static long integer(Template template, Scope scope, String location) {
    var value = template.evaluate(scope, location);
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    throw template.wrongType(location, "integer", value);
  }

  /**
   * @throws QueryEvaluationException if evaluation fails or the value is not a number
   */
  public static double number(Template template, Scope scope, String location) {
    var value = template.evaluate(scope, location);
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw template.wrongType(location, "number", value);
  }

  /**
   * @throws QueryEvaluationException if evaluation fails or the value is not a string
   */
  public static String string(Template template, Scope scope, String location) {
    var value = template.evaluate(scope, location);
    if (value instanceof String string) {
      return string;
    }
    throw template.wrongType(location, "string", value);
  }

  /**
   * @throws QueryEvaluationException if evaluation fails or the value is not a boolean
   */
  public static boolean truth(Template template, Scope scope, String location) {
    var value = template.evaluate(scope, location);
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw template.wrongType(location, "boolean", value);
  }

  /**
   * @throws QueryEvaluationException if evaluation fails or the value is not an array
   */
  @SuppressWarnings("unchecked")
  public static List<Object> array(Template template, Scope scope, String location) {
    var value = template.evaluate(scope, location);
    if (value instanceof List<?> array) {
      return (List<Object>) array;
    }
    throw template.wrongType(location, "array", value);
  }

  /**
   * @throws QueryEvaluationException if evaluation fails or the value is not an object
   */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> object(Template template, Scope scope, String location) {
    var value = template.evaluate(scope, location);
    if (value instanceof Map<?, ?> object) {
      return (Map<String, Object>) object;
    }
    throw template.wrongType(location, "object", value);
  }
}
