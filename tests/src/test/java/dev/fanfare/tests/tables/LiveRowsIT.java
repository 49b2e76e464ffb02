package dev.fanfare.tests.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.local.account.StackClients;
import dev.fanfare.local.dynamodb.LocalDynamoDb;
import dev.fanfare.loopback.LocalClients;
import dev.fanfare.loopback.LocalService;
import dev.fanfare.tables.ConnectionRow;
import dev.fanfare.tables.MessageRow;
import dev.fanfare.tables.RowValues;
import dev.fanfare.tables.SubscriptionRow;
import dev.fanfare.tests.messages.NewTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Which rows are live. The filter expressions that DynamoDB evaluates and the method that the
 * functions call select the same rows, for all values that a row may have as its expiry time.
 */
class LiveRowsIT {
  private static final String TABLE = "Rows";
  private static final AttributeValue KEY = AttributeValue.fromS("key");
  private static final long NOW = 1_795_334_400;

  private static LocalService dynamoDb;
  private static LocalClients clients;
  private static DynamoDbClient tables;

  @BeforeContainer
  static void createTable() {
    dynamoDb = LocalDynamoDb.start(0);
    clients = StackClients.of("eu-central-2");
    tables = clients.dynamoDb(dynamoDb.endpoint());
    new NewTable(TABLE, "id", null, null).create(tables);
  }

  @AfterContainer
  static void close() {
    clients.close();
    dynamoDb.close();
  }

  @Property(tries = 300)
  void live_filterAndMethod_selectTheSameRows(
      @ForAll("expiryTimes") List<AttributeValue> expiresAt, @ForAll("times") Instant at) {
    var row = row(expiresAt);
    tables.putItem(put -> put.tableName(TABLE).item(row));

    boolean isLive = SubscriptionRow.isLive(row, at);

    assertThat(isSelected(SubscriptionRow.LIVE, at)).isEqualTo(isLive);
    assertThat(isSelected(ConnectionRow.LIVE, at)).isEqualTo(isLive);
    assertThat(isSelected(MessageRow.LIVE, at)).isEqualTo(isLive);
  }

  @Example
  void isLive_upToItsExpiryTime() {
    var row = row(List.of(AttributeValue.fromN("" + NOW)));

    assertThat(SubscriptionRow.isLive(row, Instant.ofEpochSecond(NOW - 1, 999_999_999))).isTrue();
    assertThat(SubscriptionRow.isLive(row, Instant.ofEpochSecond(NOW))).isFalse();
    assertThat(SubscriptionRow.isLive(row(List.of()), Instant.MAX)).isTrue();
  }

  private static Map<String, AttributeValue> row(List<AttributeValue> expiresAt) {
    var row = new HashMap<>(Map.of("id", KEY));
    expiresAt.forEach(value -> row.put("expires_at", value));
    return row;
  }

  private static boolean isSelected(String filter, Instant at) {
    return tables
        .query(
            query ->
                query
                    .tableName(TABLE)
                    .consistentRead(true)
                    .keyConditionExpression("id = :key")
                    .filterExpression(filter)
                    .expressionAttributeValues(Map.of(":key", KEY, ":now", RowValues.now(at))))
        .items()
        .stream()
        .findAny()
        .isPresent();
  }

  /** The instants around the time that many of the rows expire at, and others. */
  @Provide
  Arbitrary<Instant> times() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(-2_000, 2_000).map(Instant.ofEpochSecond(NOW)::plusMillis),
        Arbitraries.longs().between(0, 4_000_000_000L).map(Instant::ofEpochSecond));
  }

  /** No attribute, a number of any kind, or a value of another type. */
  @Provide
  Arbitrary<List<AttributeValue>> expiryTimes() {
    var near = Arbitraries.longs().between(NOW - 2, NOW + 2).map(BigDecimal::valueOf);
    var halves = near.map(time -> time.add(new BigDecimal("0.5")));
    var any = Arbitraries.longs().between(-4_000_000_000L, 4_000_000_000L).map(BigDecimal::valueOf);
    var extreme = Arbitraries.of("1E+100", "-1E+100", "1E-100", "0", "-0.1").map(BigDecimal::new);
    Arbitrary<AttributeValue> numbers =
        Arbitraries.oneOf(near, halves, any, extreme)
            .map(number -> AttributeValue.fromN(number.toString()));
    var others =
        Arbitraries.of(
            AttributeValue.fromS("" + (NOW + 1_000)),
            AttributeValue.fromBool(true),
            AttributeValue.fromNul(true),
            AttributeValue.fromNs(List.of("" + (NOW + 1_000))));
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.just(List.of())),
        Tuple.of(6, numbers.map(List::of)),
        Tuple.of(1, others.map(List::of)));
  }
}
