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
import java.util.stream.StreamSupport;

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
  private static final Set<String> UNSUPPORTED =
      Set.of(
          "Branches",
          "Credentials",
          "CSVDelimiter",
          "CSVHeaderLocation",
          "CSVHeaders",
          "HeartbeatSeconds",
          "ItemBatcher",
          "ItemsPointer",
          "Iterator",
          "OutputType",
          "Transformation");

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

  Optional<JsonNode> take(String field) {
    read.add(field);
    return Optional.ofNullable(object.get(field));
  }

  Optional<String> string(String field) {
    return take(field)
        .filter(value -> expect(value.isTextual(), field, "a string"))
        .map(JsonNode::asText);
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

  /** A required string. If its value is not supported, adds a problem and returns the first. */
  String supported(String field, String... known) {
    var value = requiredString(field);
    boolean isKnown = List.of(known).contains(value);
    if (!isKnown && !value.isEmpty()) {
      refuseHere(
          field,
          "%s \"%s\" is not supported here, only \"%s\""
              .formatted(field, value, String.join("\" and \"", known)));
    }
    return isKnown ? value : known[0];
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
    return template(field, value -> isInteger(value, min, max), integerRule(min, max));
  }

  Optional<Template> stringTemplate(String field) {
    return template(field, JsonNode::isTextual, "a string or a JSONata expression");
  }

  Optional<Long> integer(String field, long min, long max) {
    return take(field)
        .filter(value -> expect(isInteger(value, min, max), field, integerRule(min, max)))
        .map(JsonNode::asLong);
  }

  Optional<Double> number(String field, int min, int max) {
    return take(field)
        .filter(
            value ->
                expect(
                    isNumber(value, min, max), field, "a number from %d to %d".formatted(min, max)))
        .map(JsonNode::asDouble);
  }

  static boolean isNumber(JsonNode value, double min, double max) {
    return value.isNumber() && value.asDouble() >= min && value.asDouble() <= max;
  }

  private static boolean isInteger(JsonNode value, long min, long max) {
    return value.isIntegralNumber()
        && value.canConvertToLong()
        && value.asLong() >= min
        && value.asLong() <= max;
  }

  private static String integerRule(long min, long max) {
    return "a whole number from %d to %d".formatted(min, max);
  }

  static boolean all(JsonNode array, Predicate<JsonNode> fits) {
    return StreamSupport.stream(array.spliterator(), false).allMatch(fits);
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

  /** Adds a problem if a field is missing. */
  void require(String field) {
    if (!has(field)) {
      refuse("The field '" + field + "' is required but missing");
    }
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

  /** Adds a problem for every field that was not read. */
  void refuseRest(String owner) {
    for (var field : object.properties()) {
      if (!read.contains(field.getKey())) {
        Fields.refuse(owner, this, field.getKey(), field.getValue());
      }
    }
  }

  static void refuse(String owner, Fields fields, String field, JsonNode value) {
    var what = "Field '" + field + "' with value " + shortened(value) + " ";
    if (JSON_PATH.matcher(field).matches()) {
      fields.refuse(field, what + "belongs to JSONPath; the query language is JSONata");
    } else if (UNSUPPORTED.contains(field)) {
      fields.refuseHere(field, what + "is not supported in " + owner + " here");
    } else {
      fields.refuse(field, what + "is not a field of " + owner);
    }
  }

  private static String shortened(JsonNode value) {
    var text = value.toString();
    return text.length() <= 80 ? text : text.substring(0, 77) + "...";
  }
}
