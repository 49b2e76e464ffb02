package dev.fanfare.tests.permits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.local.account.StackClients;
import dev.fanfare.local.dynamodb.LocalDynamoDb;
import dev.fanfare.loopback.LocalClients;
import dev.fanfare.loopback.LocalService;
import dev.fanfare.push.permits.DynamoPermitStore;
import dev.fanfare.push.permits.Level;
import dev.fanfare.push.permits.PermitStore;
import dev.fanfare.push.permits.PermitStore.Counter;
import dev.fanfare.push.permits.PermitStore.Key;
import dev.fanfare.push.permits.PermitStore.WriteResult;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Every expression and every answer of the adapter, on DynamoDB Local. */
class DynamoPermitStoreIT {
  private static final String TABLE = "Permits";
  private static final double RATE = 8_000.125;

  private static LocalService dynamoDb;
  private static LocalClients clients;
  private static DynamoDbClient tables;
  private static ExecutorService background;
  private static PermitStore store;

  /** Each test has its own second. */
  private static final AtomicLong SECONDS = new AtomicLong(1_795_346_400);

  private final Key key = new Key("account", SECONDS.getAndIncrement());

  @BeforeAll
  static void start() {
    dynamoDb = LocalDynamoDb.start(0);
    clients = StackClients.of("eu-central-2");
    tables = clients.dynamoDb(dynamoDb.endpoint());
    background = DynamoPermitStore.background();
    store = new DynamoPermitStore(tables, TABLE, background);
    tables.createTable(
        table ->
            table
                .tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(part("budget_second", KeyType.HASH))
                .attributeDefinitions(attribute("budget_second", ScalarAttributeType.S)));
    // The first call loads classes. On a busy machine that takes longer than a permit is valid.
    var nobody = Map.of("budget_second", AttributeValue.fromS("nobody"));
    tables.updateItem(update -> update.tableName(TABLE).key(nobody));
  }

  @AfterAll
  static void stop() {
    background.shutdown();
    clients.close();
    dynamoDb.close();
  }

  @Test
  void add_noCounterYet_isRefusedWithoutACounter() {
    assertThat(store.add(key, RATE, 0, 100, 10).join()).isEqualTo(new WriteResult(false, null));
  }

  @Test
  void jump_noCounterYet_opensTheSecond() {
    var opened = new Counter(RATE, 15, 48);

    assertThat(store.jump(key, 10, opened).join()).isEqualTo(new WriteResult(true, opened));
    assertThat(store.add(key, RATE, 10, 100, 5).join())
        .isEqualTo(new WriteResult(true, new Counter(RATE, 20, 48)));
    var row =
        tables
            .getItem(
                get ->
                    get.tableName(TABLE)
                        .key(
                            Map.of(
                                "budget_second",
                                AttributeValue.fromS(key.budget() + "#" + key.second()))))
            .item();
    assertThat(row.get("expires_at").n()).isEqualTo("" + (key.second() + 3_600));
  }

  /** A partition accepts 1,000 writes a second, and DynamoDB cannot split a rising sort key. */
  @Test
  void jump_eachSecondAndTheLevel_haveTheirOwnHashKeys() {
    var next = new Key(key.budget(), SECONDS.getAndIncrement());
    store.jump(key, 0, new Counter(RATE, 10, 64)).join();
    store.jump(next, 0, new Counter(RATE, 20, 64)).join();
    store.replace(key.budget(), Level.FULL, new Level(32, 1_000, 1_000)).join();

    var schema = tables.describeTable(table -> table.tableName(TABLE)).table().keySchema();
    assertThat(schema)
        .singleElement()
        .extracting(KeySchemaElement::keyType)
        .isEqualTo(KeyType.HASH);
    var keys =
        tables.scan(scan -> scan.tableName(TABLE)).items().stream()
            .map(item -> item.get("budget_second").s());
    assertThat(keys)
        .contains("account#" + key.second(), "account#" + next.second(), "account#level");
  }

  @Test
  void jump_counterBehind_skipsAndKeepsTheParts() {
    store.jump(key, 0, new Counter(RATE, 10, 32)).join();

    assertThat(store.jump(key, 50, new Counter(RATE, 60, 64)).join())
        .isEqualTo(new WriteResult(true, new Counter(RATE, 60, 32)));
  }

  @Test
  void jump_counterAhead_isRefusedWithTheCounter() {
    var counter = new Counter(RATE, 60, 64);
    store.jump(key, 50, counter).join();

    assertThat(store.jump(key, 59, new Counter(RATE, 70, 64)).join())
        .isEqualTo(new WriteResult(false, counter));
    assertThat(store.add(key, RATE, 61, 100, 5).join()).isEqualTo(new WriteResult(false, counter));
    assertThat(store.add(key, RATE, 0, 60, 5).join()).isEqualTo(new WriteResult(false, counter));
    assertThat(store.add(key, 7_000, 0, 100, 5).join()).isEqualTo(new WriteResult(false, counter));
    assertThat(store.jump(key, 90, new Counter(7_000, 95, 64)).join())
        .isEqualTo(new WriteResult(false, counter));
  }

  @Test
  void lower_openedOrNot_neverRaises() {
    var lowered = new Counter(RATE, 0, 32);

    assertThat(store.lower(key, lowered).join()).isEqualTo(new WriteResult(true, lowered));
    store.jump(key, 0, new Counter(RATE, 7, 64)).join();
    assertThat(store.lower(key, new Counter(RATE, 0, 16)).join())
        .isEqualTo(new WriteResult(true, new Counter(RATE, 7, 16)));
    assertThat(store.lower(key, lowered).join())
        .isEqualTo(new WriteResult(false, new Counter(RATE, 7, 16)));
  }

  @Test
  void replace_severalAtOnce_oneWinsAndAllGetItsLevel() {
    String budget = "levels";
    assertThat(store.level(budget).join()).isEqualTo(Level.FULL);
    var standing =
        IntStream.range(0, 8)
            .mapToObj(i -> store.replace(budget, Level.FULL, new Level(32, 1_000 + i, 1_000)))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(standing).allMatch(level -> level.equals(standing.get(0)));
    assertThat(store.level(budget).join()).isEqualTo(standing.get(0));
    var raised = new Level(38, 4_000, 1_000);
    assertThat(store.replace(budget, Level.FULL, raised).join()).isEqualTo(standing.get(0));
    assertThat(store.replace(budget, standing.get(0), raised).join()).isEqualTo(raised);
  }

  @Test
  void add_manyThreads_grantsEachSlotOnceWithinTheSecond() {
    int end = 1_000;
    var given = new BitSet();
    store.jump(key, 0, new Counter(RATE, 0, 64)).join();
    var threads = Executors.newFixedThreadPool(8);
    var several = new DynamoPermitStore(tables, TABLE, threads);
    var draws =
        IntStream.range(0, 200)
            .mapToObj(i -> i % 12 + 1)
            .map(
                count ->
                    several
                        .add(key, RATE, 0, end, count)
                        .thenAccept(
                            written -> {
                              if (written.done()) {
                                long to = written.counter().next();
                                mark(given, (int) to - count, (int) Math.min(end, to));
                              }
                            }))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(draws).join();
    threads.shutdown();

    assertThat(given.cardinality()).isEqualTo(end);
    assertThat(given.length()).isEqualTo(end);
  }

  private static void mark(BitSet given, int from, int to) {
    synchronized (given) {
      assertThat(given.get(from, to).cardinality()).isZero();
      assertThat(from).isLessThan(to);
      given.set(from, to);
    }
  }

  @Test
  void add_noSuchTable_completesExceptionally() {
    var nowhere = new DynamoPermitStore(tables, "Nowhere", background);

    assertThatThrownBy(() -> nowhere.add(key, RATE, 0, 100, 10).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(ResourceNotFoundException.class);
  }

  private static KeySchemaElement part(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }
}
