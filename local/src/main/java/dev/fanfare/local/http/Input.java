package dev.fanfare.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an action is told, or one structure in it. The query protocol knows only texts, so every
 * reading also takes a text for what it wants.
 */
public final class Input {
  private static final double MILLIS = 1_000.0;

  private final JsonNode fields;

  Input(JsonNode fields) {
    this.fields = fields;
  }

  /** The members as they came. */
  public JsonNode fields() {
    return fields;
  }

  public Optional<String> text(String name) {
    JsonNode value = fields.path(name);
    return value.isValueNode() && !value.isNull() && !value.asText().isEmpty()
        ? Optional.of(value.asText())
        : Optional.empty();
  }

  /**
   * A text that must be there.
   *
   * @throws ApiError when it is not
   */
  public String required(String name) {
    return text(name).orElseThrow(() -> missing(name));
  }

  public boolean flag(String name, boolean defaultValue) {
    return text(name).map(Boolean::parseBoolean).orElse(defaultValue);
  }

  /**
   * A number.
   *
   * @throws ApiError when it is something else
   */
  public OptionalDouble number(String name) {
    Optional<String> text = text(name);
    try {
      return text.isEmpty()
          ? OptionalDouble.empty()
          : OptionalDouble.of(Double.parseDouble(text.get()));
    } catch (NumberFormatException e) {
      throw invalid(name, text.orElseThrow(), "must be a number");
    }
  }

  /**
   * A number that must be there.
   *
   * @throws ApiError when it is not, or is something else
   */
  public double requiredNumber(String name) {
    return number(name).orElseThrow(() -> missing(name));
  }

  /**
   * A whole number from 1 on that must be there.
   *
   * @throws ApiError when it is not, or is something else
   */
  public int requiredWhole(String name) {
    double value = requiredNumber(name);
    if (value != Math.rint(value) || value < 1 || value > Integer.MAX_VALUE) {
      throw invalid(name, text(name).orElseThrow(), "must be a whole number from 1 on");
    }
    return (int) value;
  }

  /**
   * A time that must be there: seconds since 1970, or ISO 8601.
   *
   * @throws ApiError when it is not, or is something else
   */
  public Instant requiredInstant(String name) {
    String text = required(name);
    try {
      return fields.path(name).isNumber() || text.matches("[0-9.]+")
          ? Instant.ofEpochMilli(Math.round(Double.parseDouble(text) * MILLIS))
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException | NumberFormatException e) {
      throw invalid(name, text, "must be a time");
    }
  }

  /** The structures of a list; none when there is no list. */
  public List<Input> list(String name) {
    var items = new ArrayList<Input>();
    fields.path(name).forEach(item -> items.add(new Input(item)));
    return items;
  }

  /** The texts of a list; none when there is no list. */
  public List<String> texts(String name) {
    var items = new ArrayList<String>();
    fields.path(name).forEach(item -> items.add(item.asText()));
    return items;
  }

  /** A map of texts; empty when there is none. */
  public Map<String, String> entries(String name) {
    var entries = new LinkedHashMap<String, String>();
    list(name).forEach(entry -> entries.put(entry.required("key"), entry.text("value").orElse("")));
    return entries;
  }

  /** A structure in this one. */
  public Optional<Input> structure(String name) {
    JsonNode value = fields.path(name);
    return value.isObject() ? Optional.of(new Input(value)) : Optional.empty();
  }

  public boolean has(String name) {
    return !(fields.path(name) instanceof MissingNode) && !fields.path(name).isNull();
  }

  /** The error that says what is not there. */
  public static ApiError missing(String name) {
    return new ApiError(
        400,
        "MissingRequiredParameterException",
        "MissingParameter",
        "The parameter " + name + " is required.");
  }

  /** The error that names a parameter, its value and the rule. */
  public static ApiError invalid(String name, String value, String rule) {
    return new ApiError(
        400,
        "InvalidParameterValueException",
        "InvalidParameterValue",
        "The parameter %s is %s: %s.".formatted(name, value, rule));
  }
}
