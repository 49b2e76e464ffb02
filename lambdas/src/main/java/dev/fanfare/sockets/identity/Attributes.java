package dev.fanfare.sockets.identity;

import dev.fanfare.broadcast.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules for a client's attributes. Every event of the connection and every membership contains
 * them, so they must be few and short.
 */
public final class Attributes {
  static final int MAX_COUNT = 16;
  static final int VALUE_BYTES = 256;

  /** The limit for all names and values together. */
  static final int TOTAL_BYTES = 2 * 1024;

  private static final String PARAMETER = "attr.";
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,31}");

  private Attributes() {}

  /**
   * Reads the attributes that a client claims, from query parameters such as {@code attr.plan=pro}.
   */
  static Map<String, String> of(Handshake handshake) {
    var attributes = new TreeMap<String, String>();
    handshake
        .queryStringParameters()
        .forEach(
            (name, value) -> {
              if (name.startsWith(PARAMETER)) {
                attributes.put(name.substring(PARAMETER.length()), value);
              }
            });
    return check("attr", attributes);
  }

  /**
   * @param field the name of the field in the error
   * @return the attributes, unchanged; empty for null
   * @throws InvalidRequestException with the attribute, its value and the rule
   */
  public static Map<String, String> check(String field, @Nullable Map<String, String> attributes) {
    if (attributes == null) {
      return Map.of();
    }
    if (attributes.size() > MAX_COUNT) {
      throw new InvalidRequestException(
          field, attributes.size() + " attributes", "must be at most " + MAX_COUNT);
    }
    int bytes = 0;
    for (var attribute : new TreeMap<>(attributes).entrySet()) {
      bytes += checkedBytes(field, attribute.getKey(), attribute.getValue());
    }
    if (bytes > TOTAL_BYTES) {
      throw new InvalidRequestException(
          field, bytes + " bytes", "must be at most " + TOTAL_BYTES + ", names included");
    }
    return attributes;
  }

  private static int checkedBytes(String field, String name, @Nullable String value) {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidRequestException(
          field + "." + name, "an invalid name", "names must match " + NAME.pattern());
    }
    if (value == null || !StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
      throw new InvalidRequestException(field + "." + name, "not text", "must be a string");
    }
    int bytes = value.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > VALUE_BYTES) {
      throw new InvalidRequestException(
          field + "." + name, '"' + value + '"', "must be at most " + VALUE_BYTES + " bytes");
    }
    return name.length() + bytes;
  }
}
