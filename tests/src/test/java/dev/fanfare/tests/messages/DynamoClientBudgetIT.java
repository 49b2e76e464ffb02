package dev.fanfare.tests.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.bench.hostile.CapacityMeter;
import dev.fanfare.local.account.StackClients;
import dev.fanfare.local.dynamodb.LocalDynamoDb;
import dev.fanfare.loopback.LocalClients;
import dev.fanfare.loopback.LocalService;
import dev.fanfare.messages.BudgetOwner;
import dev.fanfare.messages.ClientBudget;
import dev.fanfare.messages.DynamoClientBudget;
import dev.fanfare.tables.BudgetRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Client budgets on DynamoDB Local. */
class DynamoClientBudgetIT {
  private static final String TABLE = "Budgets";
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final AtomicInteger TESTS = new AtomicInteger();

  private static LocalService dynamoDb;
  private static CapacityMeter meter;
  private static LocalClients clients;
  private static DynamoDbClient tables;

  private final BudgetOwner zoe = BudgetOwner.user("zoe" + TESTS.incrementAndGet());

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
  void take_wholeBudgetAtOnce_thenOnePerShare() {
    var budget = budget(120);

    for (int i = 0; i < 120; i++) {
      assertThat(budget.take(zoe, 1, NOW)).isZero();
    }
    assertThat(budget.take(zoe, 1, NOW)).isEqualTo(Duration.ofMillis(500));
    assertThat(budget.take(zoe, 1, NOW.plusMillis(499))).isEqualTo(Duration.ofMillis(1));
    assertThat(budget.take(zoe, 1, NOW.plusMillis(500))).isZero();
    assertThat(budget.take(zoe, 1, NOW.plusMillis(500))).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void take_afterAnIdleMinute_hasTheWholeBudgetAgain() {
    var budget = budget(3);
    for (int i = 0; i < 4; i++) {
      budget.take(zoe, 1, NOW);
    }

    var later = NOW.plusSeconds(60).plusMillis(1);
    assertThat(IntStream.range(0, 4).mapToObj(i -> budget.take(zoe, 1, later)))
        .containsExactly(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(20));
  }

  @Test
  void take_costOfSeveral_isTakenCompletelyOrNotAtAll() {
    var budget = budget(10);

    assertThat(budget.take(zoe, 8, NOW)).isZero();
    assertThat(budget.take(zoe, 3, NOW)).isEqualTo(Duration.ofSeconds(6));
    assertThat(budget.take(zoe, 2, NOW)).isZero();
    assertThat(budget.take(zoe, 10, NOW)).isEqualTo(Duration.ofSeconds(60));
    assertThatThrownBy(() -> budget.take(zoe, 11, NOW))
        .hasMessage("the cost is 11: must be from 1 to 10, a minute's worth");
    assertThatThrownBy(() -> budget.take(zoe, 0, NOW)).hasMessageContaining("from 1 to 10");
  }

  /**
   * Property: in any time span, clients spend no more than the burst and the span's share. Many
   * connections spend at once, with different clocks and different costs.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void take_anyConnectionsInParallel_neverExceedsBurstAndRate(long seed) throws Exception {
    var random = new Random(seed);
    int most = 1 + random.nextInt(50);
    var budget = budget(most);
    record Take(Instant at, int cost) {}
    var pool = Executors.newFixedThreadPool(8);
    var taken = new ArrayList<Take>();
    try {
      var work =
          IntStream.range(0, 150)
              .mapToObj(
                  i ->
                      new Take(
                          NOW.plusMillis(i * 400L + random.nextInt(3_000)),
                          1 + random.nextInt(Math.min(3, most))))
              .toList();
      var results =
          pool.invokeAll(
              work.stream()
                  .<Callable<Boolean>>map(
                      take -> () -> budget.take(zoe, take.cost(), take.at()).isZero())
                  .toList());
      for (int i = 0; i < work.size(); i++) {
        if (results.get(i).get()) {
          taken.add(work.get(i));
        }
      }
    } finally {
      pool.shutdown();
    }
    taken.sort(Comparator.comparing(Take::at));
    for (int from = 0; from < taken.size(); from++) {
      int sum = 0;
      for (Take take : taken.subList(from, taken.size())) {
        sum += take.cost();
        long millis = Duration.between(taken.get(from).at(), take.at()).toMillis();
        assertThat((double) sum).isLessThanOrEqualTo(most + millis * most / 60_000.0 + 1e-6);
      }
    }
    assertThat(taken).isNotEmpty();
  }

  @Test
  void take_manyAtTheSameTime_takesExactlyTheBudget() throws Exception {
    var budget = budget(20);
    var pool = Executors.newFixedThreadPool(8);
    try {
      Callable<Boolean> one = () -> budget.take(zoe, 1, NOW).isZero();
      long taken = 0;
      for (var done : pool.invokeAll(Collections.nCopies(60, one))) {
        taken += done.get() ? 1 : 0;
      }
      assertThat(taken).isEqualTo(20);
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void take_anotherUserAttributeOrSource_hasItsOwnBudget() {
    budget(1).take(zoe, 1, NOW);
    var refusals = new DynamoClientBudget(tables, TABLE, BudgetRow.REFUSALS_UNTIL, 1, 2);

    assertThat(budget(1).take(BudgetOwner.user("bob" + zoe.key()), 1, NOW)).isZero();
    assertThat(refusals.take(zoe, 1, NOW)).isZero();
    assertThat(refusals.most(BudgetOwner.source("203.0.113.7"))).isEqualTo(2);
    assertThat(budget(1).take(zoe, 1, NOW)).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void take_always_needsOneWriteWhenIdleAndTwoOtherwise() {
    budget(2).take(zoe, 1, NOW);
    assertThat(meter.calls()).containsExactly("UpdateItem");
    meter.reset();

    budget(2).take(zoe, 1, NOW);
    assertThat(meter.calls()).containsExactly("UpdateItem", "UpdateItem");
    meter.reset();

    assertThat(budget(2).take(zoe, 1, NOW)).isPositive();
    assertThat(meter.calls()).as("refused").containsExactly("UpdateItem");
  }

  /** The row has an expiry time, so that the table's TTL can remove it. */
  @Test
  void take_always_leavesARowThatExpires() {
    budget(1).take(zoe, 1, NOW);

    var row =
        tables
            .getItem(
                get ->
                    get.tableName(TABLE)
                        .key(Map.of(BudgetRow.SPENDER, AttributeValue.fromS(zoe.key()))))
            .item();
    assertThat(Long.parseLong(row.get(BudgetRow.EXPIRES_AT).n()))
        .isBetween(NOW.getEpochSecond() + 120, NOW.getEpochSecond() + 600);
  }

  @Test
  void spender_addressesOfOneNetwork_areOne() {
    assertThat(
            List.of(
                BudgetOwner.source("2001:db8:1:2::1"),
                BudgetOwner.source("2001:db8:1:2:ffff:ffff:ffff:ffff"),
                BudgetOwner.source("2001:0DB8:0001:0002:0:0:0:9")))
        .containsOnly(BudgetOwner.source("2001:db8:1:2::"));
    assertThat(BudgetOwner.source("2001:db8:1:3::1"))
        .isNotEqualTo(BudgetOwner.source("2001:db8:1:2::1"));
    assertThat(BudgetOwner.source("::ffff:203.0.113.7"))
        .isEqualTo(BudgetOwner.source("203.0.113.7"));
    assertThat(BudgetOwner.source("203.0.113.8")).isNotEqualTo(BudgetOwner.source("203.0.113.7"));
    assertThat(BudgetOwner.source("not:an:address").key()).isEqualTo("source#not:an:address");
    assertThat(BudgetOwner.source(null).key()).isEqualTo("source#unknown");
  }

  private static ClientBudget budget(int perMinute) {
    return new DynamoClientBudget(tables, TABLE, BudgetRow.MESSAGES_UNTIL, perMinute, perMinute);
  }
}
