package dev.fanfare.tables;

import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads the attributes of rows. */
public final class RowValues {
  private RowValues() {}

  /**
   * An attribute that each row of its table has.
   *
   * @throws NullPointerException if this row has none, with the attribute's name
   */
  public static AttributeValue required(Map<String, AttributeValue> row, String name) {
    return Objects.requireNonNull(row.get(name), name);
  }
}
