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
 * The input of an action, or a structure in it. Values may be strings, because the query protocol
 * has no other type.
 */
public record Input(JsonNode fields) {
  private static final double MILLIS = 1_000.0;

  public Optional<String> text(String name) {
    JsonNode value = fields.path(name);
    return value.isValueNode() && !value.isNull() && !value.asText().isEmpty()
        ? Optional.of(value.asText())
        : Optional.empty();
  }

  /**
   * A required string.
   *
   * @throws ApiError if it is missing
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
   * @throws ApiError if the value is not a number
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
   * A required number.
   *
   * @throws ApiError if it is missing or not a number
   */
  public double requiredNumber(String name) {
    return number(name).orElseThrow(() -> missing(name));
  }

  /**
   * A required whole number of at least 1.
   *
   * @throws ApiError if it is missing or not such a number
   */
  public int requiredWhole(String name) {
    double value = requiredNumber(name);
    if (value != Math.rint(value) || value < 1 || value > Integer.MAX_VALUE) {
      throw invalid(name, text(name).orElseThrow(), "must be a whole number of at least 1");
    }
    return (int) value;
  }

  /**
   * A required time: seconds since 1970, or ISO 8601.
   *
   * @throws ApiError if it is missing or not a time
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

  /** The structures of a list; empty if there is no list. */
  public List<Input> list(String name) {
    var items = new ArrayList<Input>();
    fields.path(name).forEach(item -> items.add(new Input(item)));
    return items;
  }

  /** The strings of a list; empty if there is no list. */
  public List<String> texts(String name) {
    var items = new ArrayList<String>();
    fields.path(name).forEach(item -> items.add(item.asText()));
    return items;
  }

  /** A map of strings; empty if there is none. */
  public Map<String, String> entries(String name) {
    var entries = new LinkedHashMap<String, String>();
    list(name).forEach(entry -> entries.put(entry.required("key"), entry.text("value").orElse("")));
    return entries;
  }

  /** A nested structure. */
  public Optional<Input> structure(String name) {
    JsonNode value = fields.path(name);
    return value.isObject() ? Optional.of(new Input(value)) : Optional.empty();
  }

  public boolean has(String name) {
    return !(fields.path(name) instanceof MissingNode) && !fields.path(name).isNull();
  }

  public static ApiError missing(String name) {
    return new ApiError(
        400,
        "MissingRequiredParameterException",
        "MissingParameter",
        "The parameter " + name + " is required.");
  }

  /** The error for an invalid parameter, with its value and the rule. */
  public static ApiError invalid(String name, String value, String rule) {
    return new ApiError(
        400,
        "InvalidParameterValueException",
        "InvalidParameterValue",
        "The parameter %s is %s: %s.".formatted(name, value, rule));
  }
}
