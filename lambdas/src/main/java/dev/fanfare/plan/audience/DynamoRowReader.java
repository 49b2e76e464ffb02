package dev.fanfare.plan.audience;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.request.filter.Filter;
import dev.fanfare.tables.ConnectionRow;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What reading rows of connections and rows of memberships for one broadcast has in common: the
 * dead are left out by DynamoDB, since it deletes them only some time after their TTL; and those
 * whom the filter does not mean as soon as they are read, so that no attributes stay in memory.
 */
public final class DynamoRowReader {

  /** As DynamoDB's TTL has it, a row that names no time never dies. */
  static final String ALIVE =
      "attribute_not_exists(%1$s) OR %1$s > :now".formatted(ConnectionRow.EXPIRES_AT);

  /** The name is a reserved word of DynamoDB's expressions. */
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

  /** The value of {@code :now} in {@link #ALIVE}. */
  AttributeValue now() {
    return AttributeValue.fromN("" + clock.instant().getEpochSecond());
  }

  /** A projection of these, and of the connection's attributes when the filter asks for them. */
  String projection(String... names) {
    String all = String.join(",", names);
    return needsAttributes ? all + "," + ATTRIBUTES : all;
  }

  /** What the projection's placeholders stand for; null when it has none. */
  Map<String, String> placeholders() {
    return needsAttributes ? Map.of(ATTRIBUTES, ConnectionRow.ATTRIBUTES) : null;
  }

  /** Whether the filter, if there is one, means this row's connection. */
  boolean means(Map<String, AttributeValue> row) {
    return filter.map(given -> given.matches(name -> value(row, name))).orElse(true);
  }

  private static String value(Map<String, AttributeValue> row, String name) {
    if (name.equals(ConnectionRow.USER_ID) || name.equals(ConnectionRow.CONNECTION_ID)) {
      return text(row, name);
    }
    var attributes = row.get(ConnectionRow.ATTRIBUTES);
    var value = attributes == null ? null : attributes.m().get(name);
    return value == null ? null : value.s();
  }

  /** A row that somebody else wrote may lack the time of connecting; then it counts as old. */
  static Connection connection(Map<String, AttributeValue> row) {
    var connectedAt = row.get(ConnectionRow.CONNECTED_AT);
    return new Connection(
        text(row, ConnectionRow.CONNECTION_ID),
        text(row, ConnectionRow.USER_ID),
        connectedAt == null ? 0 : ConnectionRow.connectedAt(connectedAt.n()));
  }

  private static String text(Map<String, AttributeValue> row, String name) {
    var value = row.get(name);
    if (value == null || value.s() == null) {
      throw new IllegalStateException("a row has no text " + name + ": " + row);
    }
    return value.s();
  }

  /** Without its fraction; nothing where the attribute is no number. */
  static Optional<Long> number(AttributeValue value) {
    return Optional.ofNullable(value.n()).map(number -> new BigDecimal(number).longValue());
  }
}
