package dev.fanfare.tables;

import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads attributes of rows. */
public final class RowValues {
  private RowValues() {}

  /**
   * An attribute that every row of its table has.
   *
   * @throws NullPointerException if the row lacks the attribute; the message has its name
   */
  public static AttributeValue required(Map<String, AttributeValue> row, String name) {
    return Objects.requireNonNull(row.get(name), name);
  }

  /**
   * A string that every row of its table has.
   *
   * @throws NullPointerException if the row lacks the attribute; the message has its name
   */
  public static String text(Map<String, AttributeValue> row, String name) {
    return required(row, name).s();
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
