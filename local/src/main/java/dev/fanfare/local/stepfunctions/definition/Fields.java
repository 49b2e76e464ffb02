package dev.fanfare.local.stepfunctions.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.local.stepfunctions.query.Template;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One object of a document, read field by field. {@link #refuseRest} refuses the fields that were
 * not read.
 */
final class Fields {
  private final String path;
  private final JsonNode object;
  private final Problems problems;
  private final Set<String> read = new HashSet<>(Set.of("Comment"));

  Fields(String path, JsonNode object, Problems problems) {
    this.path = path;
    this.object = object;
    this.problems = problems;
  }

  String path() {
    return path;
  }

  String path(String field) {
    return path + "/" + field;
  }

  Problems problems() {
    return problems;
  }

  boolean has(String field) {
    return object.has(field);
  }

  /** The names of this object's fields, in order. */
  List<String> names() {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Whether this workflow has a state of that name, valid or not. */
  boolean declares(String state) {
    return object.path("States").has(state);
  }

  Optional<JsonNode> take(String field) {
    read.add(field);
    return Optional.ofNullable(object.get(field));
  }

  Optional<String> string(String field) {
    return take(field)
        .filter(value -> expect(value.isTextual(), field, "a string"))
        .map(JsonNode::asText);
  }

  /** A string; if it is missing, the empty string and a problem. */
  String requiredString(String field) {
    if (!object.has(field)) {
      missing(field);
    }
    return string(field).orElse("");
  }

  Optional<Template> template(String field) {
    return take(field).map(value -> TemplateParser.parse(value, path(field), problems));
  }

  /** A JSON object in which strings may be expressions, or one expression for the object. */
  Optional<Template> objectTemplate(String field) {
    take(field)
        .ifPresent(
            value ->
                expect(
                    value.isObject() || TemplateParser.isExpression(value),
                    field,
                    "an object or a JSONata expression"));
    return template(field);
  }

  /** A whole number between two bounds, or an expression. */
  Optional<Template> integerTemplate(String field, long min, long max) {
    take(field)
        .filter(value -> !TemplateParser.isExpression(value))
        .ifPresent(value -> checkInteger(value, field, min, max));
    return template(field);
  }

  Optional<Template> stringTemplate(String field) {
    take(field)
        .ifPresent(value -> expect(value.isTextual(), field, "a string or a JSONata expression"));
    return template(field);
  }

  Optional<Long> integer(String field, long min, long max) {
    return take(field).filter(value -> checkInteger(value, field, min, max)).map(JsonNode::asLong);
  }

  Optional<Double> number(String field, double min, double max) {
    return take(field)
        .filter(
            value ->
                expect(
                    value.isNumber() && value.asDouble() >= min && value.asDouble() <= max,
                    field,
                    "a number from %s to %s".formatted(plain(min), plain(max))))
        .map(JsonNode::asDouble);
  }

  Optional<Fields> object(String field) {
    return take(field)
        .filter(value -> expect(value.isObject(), field, "an object"))
        .map(value -> new Fields(path(field), value, problems));
  }

  /** The objects of an array that must not be empty; none if the field is missing. */
  List<Fields> objects(String field) {
    var objects = new ArrayList<Fields>();
    take(field)
        .filter(value -> expect(value.isArray() && !value.isEmpty(), field, "a non-empty array"))
        .ifPresent(
            array -> {
              for (int i = 0; i < array.size(); i++) {
                var elementField = field + "[" + i + "]";
                if (expect(array.get(i).isObject(), array.get(i), elementField, "an object")) {
                  objects.add(new Fields(path(elementField), array.get(i), problems));
                }
              }
            });
    return objects;
  }

  void missing(String field) {
    problems.schema(path, "The field '" + field + "' is required but missing");
  }

  /** Adds a problem unless the value is valid. */
  boolean expect(boolean sound, String field, String rule) {
    return expect(sound, object.get(field), field, rule);
  }

  private boolean expect(boolean sound, JsonNode value, String field, String rule) {
    if (!sound) {
      problems.schema(path(field), "Value " + value + " must be " + rule);
    }
    return sound;
  }

  private boolean checkInteger(JsonNode value, String field, long min, long max) {
    boolean sound =
        value.isIntegralNumber()
            && value.canConvertToLong()
            && value.asLong() >= min
            && value.asLong() <= max;
    return expect(sound, field, "a whole number from %d to %d".formatted(min, max));
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  /** Refuses every field that was not read. */
  void refuseRest(String owner) {
    object
        .properties()
        .forEach(
            field -> {
              if (!read.contains(field.getKey())) {
                FieldRules.refuse(owner, this, field.getKey(), field.getValue());
              }
            });
  }
}
