package dev.fanfare.tests.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.broadcast.SubscriptionRow;
import dev.fanfare.local.services.LocalClients;
import dev.fanfare.local.services.LocalDynamoDb;
import dev.fanfare.messages.DynamoMembership;
import dev.fanfare.messages.DynamoMessageBudget;
import dev.fanfare.messages.MessageBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Budgets and memberships, on DynamoDB Local. */
class DynamoMessageBudgetTest {
  private static final String TABLE = "Connections";
  private static final String SUBSCRIPTIONS = "Subscriptions";
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final AtomicInteger TESTS = new AtomicInteger();

  private static LocalDynamoDb dynamoDb;
  private static LocalClients clients;
  private static DynamoDbClient tables;

  private final String connection = "c" + TESTS.incrementAndGet();

  @BeforeAll
  static void start() {
    dynamoDb = LocalDynamoDb.start(0);
    clients = new LocalClients("eu-central-2");
    tables = clients.dynamoDb(dynamoDb.endpoint());
    new NewTable(TABLE, "user_id", "connection_id", ScalarAttributeType.S).create(tables);
    new NewTable(SUBSCRIPTIONS, "channel_partition", "connection_id", ScalarAttributeType.S)
        .create(tables);
  }

  @AfterAll
  static void stop() {
    clients.close();
    dynamoDb.close();
  }

  @Test
  void take_wholeBudgetAtOnce_thenOneEachShare() {
    connect();
    var budget = budget(120);

    for (int i = 0; i < 120; i++) {
      assertThat(take(budget, NOW)).isZero();
    }
    assertThat(take(budget, NOW)).isEqualTo(Duration.ofMillis(500));
    assertThat(take(budget, NOW.plusMillis(499))).isEqualTo(Duration.ofMillis(1));
    assertThat(take(budget, NOW.plusMillis(500))).isZero();
    assertThat(take(budget, NOW.plusMillis(500))).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void take_afterAMinuteOfSilence_isWholeAgain() {
    connect();
    var budget = budget(3);
    for (int i = 0; i < 4; i++) {
      take(budget, NOW);
    }

    var later = NOW.plusSeconds(60);
    assertThat(IntStream.range(0, 4).mapToObj(i -> take(budget, later)))
        .containsExactly(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(20));
  }

  /** The law: in no span of a minute more than twice, on the whole no more than the budget. */
  @Test
  void take_anyTimes_letsThroughTheBurstAndThenTheRate() {
    connect();
    var budget = budget(30);
    var random = new Random(11);
    var at = NOW;
    long taken = 0;
    while (at.isBefore(NOW.plusSeconds(120))) {
      taken += take(budget, at).isZero() ? 1 : 0;
      long elapsed = Duration.between(NOW, at).toMillis();
      assertThat(taken).isLessThanOrEqualTo(30 + elapsed / 2_000 + 1);
      at = at.plusMillis(random.nextInt(800));
    }
    assertThat(taken).isBetween(88L, 91L);
  }

  @Test
  void take_manyAtTheSameTime_neverExceedsTheBudget() throws Exception {
    connect();
    var budget = budget(20);
    var pool = Executors.newFixedThreadPool(8);
    try {
      Callable<Boolean> one = () -> take(budget, NOW).isZero();
      long taken = 0;
      for (var done : pool.invokeAll(Collections.nCopies(60, one))) {
        taken += done.get() ? 1 : 0;
      }
      // Whoever loses a race too often waits, though there was room.
      assertThat(taken).isBetween(8L, 20L);
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void take_connectionWithoutARow_countsNothingAndLeavesNoRow() {
    assertThat(take(budget(1), NOW)).isZero();
    assertThat(take(budget(1), NOW)).isZero();
    assertThat(tables.getItem(get -> get.tableName(TABLE).key(key())).item()).isEmpty();
  }

  @Test
  void contains_memberNoMemberAndDeadMember_isTrueForTheFirst() {
    var members = new DynamoMembership(tables, SUBSCRIPTIONS);
    subscribe("alive", Map.of("expires_at", AttributeValue.fromN("" + (seconds() + 1))));
    subscribe("dead", Map.of("expires_at", AttributeValue.fromN("" + seconds())));
    subscribe("undying", Map.of());

    assertThat(members.contains("alive", connection, NOW)).isTrue();
    assertThat(members.contains("undying", connection, NOW)).isTrue();
    assertThat(members.contains("dead", connection, NOW)).isFalse();
    assertThat(members.contains("alive", "another", NOW)).isFalse();
    assertThat(members.contains("none", connection, NOW)).isFalse();
  }

  private static long seconds() {
    return NOW.getEpochSecond();
  }

  private void subscribe(String channel, Map<String, AttributeValue> attributes) {
    var row = new HashMap<>(attributes);
    row.put(
        "channel_partition",
        AttributeValue.fromS(SubscriptionRow.partitionOf(channel, connection)));
    row.put("connection_id", AttributeValue.fromS(connection));
    tables.putItem(put -> put.tableName(SUBSCRIPTIONS).item(row));
  }

  private void connect() {
    tables.putItem(put -> put.tableName(TABLE).item(key()));
  }

  private Map<String, AttributeValue> key() {
    return Map.of(
        "user_id", AttributeValue.fromS("zoe"), "connection_id", AttributeValue.fromS(connection));
  }

  private Duration take(MessageBudget budget, Instant at) {
    return budget.take("zoe", connection, at);
  }

  private static MessageBudget budget(int messagesPerMinute) {
    return new DynamoMessageBudget(tables, TABLE, messagesPerMinute);
  }
}
