package dev.fanfare.tables;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attributes of rows, and values of expressions. */
public final class RowValues {
  private RowValues() {}

  /** The value {@code :now} of a filter for live rows, such as {@link ConnectionRow#LIVE}. */
  public static AttributeValue now(Instant at) {
    return number(at.getEpochSecond());
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  /** Client attributes: a map of strings. */
  static AttributeValue texts(Map<String, String> attributes) {
    var texts = new HashMap<String, AttributeValue>();
    attributes.forEach((name, value) -> texts.put(name, AttributeValue.fromS(value)));
    return AttributeValue.fromM(texts);
  }

  /**
   * A text that every row of its table has.
   *
   * @throws IllegalStateException if a row of another writer has no such text; the message has the
   *     row
   */
  public static String text(Map<String, AttributeValue> row, String name) {
    var value = row.get(name);
    if (value == null || value.s() == null) {
      throw new IllegalStateException("a row has no string attribute " + name + ": " + row);
    }
    return value.s();
  }

  /**
   * An attribute that every row of its table has.
   *
   * @throws NullPointerException if the row lacks the attribute; the message has its name
   */
  public static AttributeValue required(Map<String, AttributeValue> row, String name) {
    return Objects.requireNonNull(row.get(name), name);
  }

  /**
   * A whole number that every row of its table has.
   *
   * @throws NullPointerException if the row lacks the attribute; the message has its name
   */
  public static long number(Map<String, AttributeValue> row, String name) {
    return Long.parseLong(required(row, name).n());
  }
}
