package dev.fanfare.plan.audience;

import dev.fanfare.request.filter.Filter;
import dev.fanfare.tables.ConnectionRow;
import dev.fanfare.tables.RowValues;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Shared parts of reading connection rows and membership rows for one broadcast. DynamoDB filters
 * expired rows, since it deletes them only some time after their TTL. Rows that the filter excludes
 * are dropped as soon as they are read, so that their attributes do not stay in memory.
 */
public final class DynamoRowReader {
  /** The name is a reserved word in DynamoDB expressions. */
  private static final String ATTRIBUTES = "#attributes";

  private final Clock clock;
  private final Optional<Filter> filter;
  private final boolean needsAttributes;

  public DynamoRowReader(Clock clock, Optional<Filter> filter) {
    this.clock = clock;
    this.filter = filter;
    this.needsAttributes =
        filter.stream()
            .flatMap(Filter::names)
            .anyMatch(
                name ->
                    !name.equals(ConnectionRow.USER_ID)
                        && !name.equals(ConnectionRow.CONNECTION_ID));
  }

  /** The value {@code :now} of the filter for live rows. */
  AttributeValue now() {
    return RowValues.now(clock.instant());
  }

  /** A projection of these names, plus the connection's attributes if the filter uses them. */
  String projection(String... names) {
    String all = String.join(",", names);
    return needsAttributes ? all + "," + ATTRIBUTES : all;
  }

  /** The projection's placeholders; null if it has none. */
  @Nullable Map<String, String> placeholders() {
    return needsAttributes ? Map.of(ATTRIBUTES, ConnectionRow.ATTRIBUTES) : null;
  }

  /** Whether the row's connection passes the filter; true without a filter. */
  boolean means(Map<String, AttributeValue> row) {
    return filter.map(given -> given.matches(name -> value(row, name))).orElse(true);
  }

  private static @Nullable String value(Map<String, AttributeValue> row, String name) {
    if (name.equals(ConnectionRow.USER_ID) || name.equals(ConnectionRow.CONNECTION_ID)) {
      return RowValues.text(row, name);
    }
    var attributes = row.get(ConnectionRow.ATTRIBUTES);
    var value = attributes == null ? null : attributes.m().get(name);
    return value == null ? null : value.s();
  }

  /** The number without its fraction; empty if the attribute is not a number. */
  static Optional<Long> number(AttributeValue value) {
    return Optional.ofNullable(value.n()).map(number -> new BigDecimal(number).longValue());
  }
}
