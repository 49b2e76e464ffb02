package dev.fanfare.local.stepfunctions.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.local.stepfunctions.query.Template;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One object of a document, read field by field. {@link #refuseRest} reports the fields that were
 * not read.
 */
final class Fields {
  private static final Pattern JSON_PATH =
      Pattern.compile(
          "(Input|Output|Result|Items|MaxItems|Seconds|TimeoutSeconds|HeartbeatSeconds|Timestamp"
              + "|MaxConcurrency|ToleratedFailurePercentage|ToleratedFailureCount|Error|Cause)Path"
              + "|Parameters|ResultSelector|Result|Variable|And|Or|Not");

  /** The maximum timeout in seconds, about three years. */
  static final long MAX_SECONDS = 99_999_999;

  /** Replaces a missing template, which is a problem of the document, so nothing evaluates it. */
  static final Template MISSING = new Template.Literal(Map.of());

  private final String path;
  private final JsonNode object;
  private final Problems problems;
  private final Set<String> read = new HashSet<>(Set.of("Comment"));

  Fields(String path, JsonNode object, Problems problems) {
    this.path = path;
    this.object = object;
    this.problems = problems;
  }

  boolean has(String field) {
    return object.has(field);
  }

  List<String> names() {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Whether this workflow has a state of that name, valid or not. */
  boolean declares(String state) {
    return object.path("States").has(state);
  }

  /** The number of states of this workflow, valid or not. */
  int declaredStates() {
    return object.path("States").size();
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

  /** An optional string that must be one of these values. */
  Optional<String> oneOf(String field, String... known) {
    var given = string(field);
    given
        .filter(value -> !List.of(known).contains(value))
        .ifPresent(value -> refuse(field, Rules.oneOfRule(field, known)));
    return given;
  }

  /** An optional string with one valid value. */
  Optional<String> constant(String field, String expected) {
    var given = string(field);
    given.ifPresent(value -> expect(value.equals(expected), field, '"' + expected + '"'));
    return given;
  }

  /** A required string. If it is missing, adds a problem and returns an empty string. */
  String requiredString(String field) {
    require(field);
    return string(field).orElse("");
  }

  /**
   * A required string. The local stack supports only some of its values.
   *
   * @param others values that AWS accepts and the local stack does not support
   * @return after a problem, the first supported value
   */
  String supported(String field, List<String> known, String... others) {
    var value = requiredString(field);
    if (known.contains(value)) {
      return value;
    }
    if (List.of(others).contains(value)) {
      refuseHere(field, Rules.notSupported(field, value, known));
    } else if (!value.isEmpty()) {
      var all = Stream.concat(known.stream(), Stream.of(others)).toArray(String[]::new);
      refuse(field, Rules.oneOfRule(field, all));
    }
    return known.get(0);
  }

  /** A required resource; empty and a problem if it is not supported. */
  Optional<String> resource(List<String> known) {
    var value = requiredString("Resource");
    if (known.contains(value)) {
      return Optional.of(value);
    }
    if (value.startsWith("arn:")) {
      refuseHere("Resource", Rules.notSupported("Resource", value, known));
    } else if (!value.isEmpty()) {
      refuse(
          "Resource",
          "The resource provided "
              + value
              + " is not recognized. The value is not a valid resource ARN, or the resource is not"
              + " available in this region.");
    }
    return Optional.empty();
  }

  Optional<Template> template(String field) {
    return take(field).map(value -> TemplateParser.parse(value, path(field), problems));
  }

  /** A value that is an expression or valid by itself. */
  Optional<Template> template(String field, Predicate<JsonNode> isValid, String rule) {
    take(field)
        .ifPresent(
            value ->
                expect(TemplateParser.isExpression(value) || isValid.test(value), field, rule));
    return template(field);
  }

  /** A JSON object whose strings may be expressions, or one expression that returns the object. */
  Optional<Template> objectTemplate(String field) {
    return template(field, JsonNode::isObject, "an object or a JSONata expression");
  }

  /** A whole number between two bounds, or an expression. */
  Optional<Template> integerTemplate(String field, long min, long max) {
    return template(field, value -> Rules.isInteger(value, min, max), Rules.integerRule(min, max));
  }

  Optional<Template> stringTemplate(String field) {
    return template(field, JsonNode::isTextual, "a string or a JSONata expression");
  }

  Optional<Long> integer(String field, long min, long max) {
    return take(field)
        .filter(
            value -> expect(Rules.isInteger(value, min, max), field, Rules.integerRule(min, max)))
        .map(JsonNode::asLong);
  }

  Optional<Double> number(String field, int min, int max) {
    return take(field)
        .filter(
            value ->
                expect(
                    Rules.isNumber(value, min, max),
                    field,
                    "a number from %d to %d".formatted(min, max)))
        .map(JsonNode::asDouble);
  }

  Optional<Fields> object(String field) {
    return take(field)
        .filter(value -> expect(value.isObject(), field, "an object"))
        .map(value -> new Fields(path(field), value, problems));
  }

  /** The objects of an array that must not be empty. Returns none if the field is missing. */
  List<Fields> objects(String field) {
    var objects = new ArrayList<Fields>();
    take(field)
        .filter(value -> expect(value.isArray(), field, "an array"))
        .filter(value -> !isEmpty(field, value))
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

  private boolean isEmpty(String field, JsonNode array) {
    if (array.isEmpty()) {
      refuse(field, "Value cannot be empty");
    }
    return array.isEmpty();
  }

  /** Adds a problem if a field is missing. */
  void require(String field) {
    if (!has(field)) {
      refuse("The field '" + field + "' is required but was missing");
    }
  }

  /** Adds one problem if fields of a workflow are missing. */
  void requireAll(String... fields) {
    var missing = Stream.of(fields).filter(field -> !has(field)).toList();
    if (!missing.isEmpty()) {
      refuse("These fields are required: " + missing);
    }
  }

  /** Leaves the rest of this object unread, because a part of it is not supported. */
  void ignoreRest() {
    read.addAll(names());
  }

  /** Adds a problem unless the value is valid. */
  boolean expect(boolean isValid, String field, String rule) {
    return expect(isValid, object.get(field), field, rule);
  }

  private boolean expect(boolean isValid, JsonNode value, String field, String rule) {
    if (!isValid) {
      refuse(field, "Value " + value + " must be " + rule);
    }
    return isValid;
  }

  void refuse(String message) {
    problems.add(Problems.Code.SCHEMA_VALIDATION_FAILED, path, message);
  }

  void refuse(String field, String message) {
    problems.add(Problems.Code.SCHEMA_VALIDATION_FAILED, path(field), message);
  }

  /** Adds a problem with a field that is valid on AWS but not supported here. */
  void refuseHere(String field, String message) {
    problems.add(Problems.Code.NOT_SUPPORTED_LOCALLY, path(field), message);
  }

  /** Adds a problem with a field, with one of AWS's codes. */
  void refuse(Problems.Code code, String field, String message) {
    problems.add(code, path(field), message);
  }

  private String path(String field) {
    return path + "/" + field;
  }

  /**
   * Refuses every field that was not read.
   *
   * @param others fields that AWS knows, and that are not supported here
   */
  void refuseRest(String owner, String... others) {
    for (var field : object.properties()) {
      if (!read.contains(field.getKey())) {
        refuseField(owner, List.of(others), field.getKey(), field.getValue());
      }
    }
  }

  private void refuseField(String owner, List<String> others, String field, JsonNode value) {
    var what = "Field '" + field + "' with value " + shortened(value) + " ";
    if (others.contains(field)) {
      refuseHere(field, what + "is not supported in " + owner + " here");
    } else if (JSON_PATH.matcher(field).matches()) {
      refuse(field, what + "belongs to JSONPath; the query language is JSONata");
    } else {
      refuse(field, what + "is not a field of " + owner);
    }
  }

  private static String shortened(JsonNode value) {
    var text = value.toString();
    return text.length() <= 80 ? text : text.substring(0, 77) + "...";
  }
}
