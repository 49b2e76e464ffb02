package dev.fanfare.tests.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.bench.hostile.CapacityMeter;
import dev.fanfare.channels.catchup.CatchUpTurns;
import dev.fanfare.channels.catchup.DynamoCatchUpTurns;
import dev.fanfare.local.account.StackClients;
import dev.fanfare.local.dynamodb.LocalDynamoDb;
import dev.fanfare.loopback.LocalClients;
import dev.fanfare.loopback.LocalService;
import dev.fanfare.tables.BudgetRow;
import dev.fanfare.tests.messages.NewTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Catch-up turns on DynamoDB Local. */
class DynamoCatchUpTurnsIT {
  private static final String TABLE = "Budgets";
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00.250Z");
  private static final Duration TURN = Duration.ofSeconds(30);
  private static final AtomicInteger TESTS = new AtomicInteger();

  private static LocalService dynamoDb;
  private static CapacityMeter meter;
  private static LocalClients clients;
  private static DynamoDbClient tables;

  private final CatchUpTurns turns = new DynamoCatchUpTurns(tables, TABLE);
  private final String connection = "connection" + TESTS.incrementAndGet();

  @BeforeAll
  static void start() {
    dynamoDb = LocalDynamoDb.start(0);
    meter = new CapacityMeter(dynamoDb.endpoint());
    clients = StackClients.of("eu-central-2");
    tables = clients.dynamoDb(meter.endpoint());
    new NewTable(TABLE, BudgetRow.SPENDER, null, null).create(tables);
  }

  @AfterAll
  static void stop() {
    clients.close();
    meter.close();
    dynamoDb.close();
  }

  @BeforeEach
  void begin() {
    meter.reset();
  }

  @Test
  void begin_duringATurn_returnsTheRemainingTime() {
    assertThat(begin(NOW)).isZero();

    assertThat(begin(NOW.plusMillis(200))).isEqualTo(Duration.ofMillis(29_800));
    assertThat(turns.begin("another", NOW, NOW.plus(TURN))).isZero();
  }

  @Test
  void begin_afterACrash_waitsOnlyForTheEndOfTheTurn() {
    begin(NOW);

    assertThat(begin(NOW.plus(TURN).minusMillis(1))).isEqualTo(Duration.ofMillis(1));
    assertThat(begin(NOW.plus(TURN))).isZero();
    assertThat(begin(NOW.plus(TURN))).isEqualTo(TURN);
  }

  @Test
  void end_expiredTurn_keepsTheNextOne() {
    begin(NOW);
    var later = NOW.plus(TURN).plusMillis(1);
    begin(later);

    turns.end(connection, NOW.plus(TURN));

    assertThat(begin(later.plusMillis(10))).isEqualTo(TURN.minusMillis(10));
    turns.end(connection, later.plus(TURN));
    turns.end(connection, later.plus(TURN));
    assertThat(begin(later.plusMillis(20))).isZero();
  }

  /** A join with {@code since} costs these two writes, and a refused join costs one. */
  @Test
  void turn_complete_takesTwoWrites() {
    begin(NOW);
    turns.end(connection, NOW.plus(TURN));
    begin(NOW.plusMillis(1));
    assertThat(meter.calls()).containsExactly("UpdateItem", "UpdateItem", "UpdateItem");
    meter.reset();

    begin(NOW.plusMillis(2));
    assertThat(meter.calls()).as("refused").containsExactly("UpdateItem");
  }

  /** The row has an expiry time, so the table's TTL removes it even if the function fails. */
  @Test
  void begin_always_leavesARowThatExpires() {
    begin(NOW);

    var key = Map.of(BudgetRow.SPENDER, AttributeValue.fromS("connection#" + connection));
    var row = tables.getItem(get -> get.tableName(TABLE).key(key)).item();
    assertThat(Long.parseLong(row.get(BudgetRow.EXPIRES_AT).n()))
        .isEqualTo(NOW.getEpochSecond() + 180);
  }

  @Test
  void begin_manyAtTheSameTime_oneGetsTheTurn() throws Exception {
    var pool = Executors.newFixedThreadPool(8);
    try {
      Callable<Duration> one = () -> begin(NOW);
      int begun = 0;
      for (var done : pool.invokeAll(Collections.nCopies(30, one))) {
        begun += done.get().isZero() ? 1 : 0;
      }
      assertThat(begun).isEqualTo(1);
    } finally {
      pool.shutdown();
    }
  }

  /** Property: a turn begins if and only if the previous one has been ended or has expired. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void turns_anyOrder_neitherOverlapNorGetLost(long seed) {
    var random = new Random(seed);
    Instant now = NOW;
    Instant until = NOW;
    for (int i = 0; i < 60; i++) {
      now = now.plusMillis(random.nextInt(15_000));
      if (random.nextInt(3) == 0) {
        boolean isLast = random.nextBoolean();
        turns.end(connection, isLast ? until : until.minusMillis(1));
        until = isLast ? NOW : until;
      } else {
        Duration wait = begin(now);
        assertThat(wait)
            .isEqualTo(until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO);
        until = wait.isZero() ? now.plus(TURN) : until;
      }
    }
  }

  private Duration begin(Instant at) {
    return turns.begin(connection, at, at.plus(TURN));
  }
}
