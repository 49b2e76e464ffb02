package dev.fanfare.local.lambda.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.account.StackClients;
import dev.fanfare.local.dynamodb.LocalDynamoDb;
import dev.fanfare.local.lambda.Invocation;
import dev.fanfare.loopback.LocalClients;
import dev.fanfare.loopback.LocalService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Streams of DynamoDB Local, with the test's own function. */
class StreamPollerIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String QUEUE = LocalAccount.DEFAULT.queueArn("given-up");

  private static LocalService database;
  private static LocalClients clients;
  private static DynamoDbClient tables;
  private static DynamoDbStreamsClient streams;

  /** The ids in each event, as the function received them. */
  private final List<List<String>> events = new CopyOnWriteArrayList<>();

  private final List<JsonNode> records = new CopyOnWriteArrayList<>();
  private final List<String> givenUp = new CopyOnWriteArrayList<>();
  private Function<List<String>, Invocation> function = ids -> answered("null");
  private volatile Instant now = Instant.EPOCH;
  private final InstantSource time = () -> now;
  private StreamPoller poller;
  private String table;

  @BeforeAll
  static void start() {
    database = LocalDynamoDb.start(0);
    clients = StackClients.of(LocalAccount.DEFAULT.region());
    tables = clients.dynamoDb(database.endpoint());
    streams = clients.streams(database.endpoint());
  }

  @AfterAll
  static void stop() {
    clients.close();
    database.close();
  }

  @BeforeEach
  void name(TestInfo test) {
    table = test.getTestMethod().orElseThrow().getName();
  }

  @AfterEach
  void stopPolling() {
    poller.close();
  }

  @Test
  void insertAndChange_arriveInOrderAsLambdasEvent() {
    createTable();
    put("before", 1);
    poll(mapping(10, false, 2, true));

    put("a", 1);
    put("a", 2);
    tables.deleteItem(d -> d.tableName(table).key(Map.of("id", AttributeValue.fromS("a"))));

    await().until(() -> records.size() == 3);
    assertThat(records)
        .extracting(record -> record.path("eventName").asText())
        .containsExactly("INSERT", "MODIFY", "REMOVE");
    var change = records.get(1);
    assertThat(change.at("/dynamodb/Keys")).hasToString("{\"id\":{\"S\":\"a\"}}");
    assertThat(change.at("/dynamodb/NewImage/n")).hasToString("{\"N\":\"2\"}");
    assertThat(change.at("/dynamodb/OldImage/n")).hasToString("{\"N\":\"1\"}");
    assertThat(change.at("/dynamodb/NewImage/tags")).hasToString("{\"SS\":[\"x\",\"y\"]}");
    assertThat(change.path("eventSourceARN").asText())
        .startsWith("arn:aws:dynamodb:eu-central-2:000000000000:table/" + table + "/stream/20");
    assertThat(change.path("awsRegion").asText()).isEqualTo("eu-central-2");
  }

  /** A window collects records that arrive one by one, until it ends or the batch is full. */
  @Test
  void window_separateRecords_areOneEvent() {
    createTable();
    poll(mapping(3, Duration.ofSeconds(60), false, 2, true));

    put("a", 1);
    put("b", 1);
    put("c", 1);
    put("d", 1);
    await().until(() -> events.size() == 1);
    await()
        .until(
            () -> {
              now = now.plusSeconds(30);
              return events.size() == 2;
            });

    assertThat(events).containsExactly(List.of("a", "b", "c"), List.of("d"));
  }

  @Test
  void table_createdAfterThePoller_isReadFromItsFirstRecord() {
    poll(mapping(10, false, 2, true));

    createTable();
    put("a", 1);

    await().until(() -> records.size() == 1);
  }

  @Test
  void table_deletedAndCreatedAgain_isReadOn() {
    poll(mapping(10, false, 2, true));
    createTable();
    put("a", 1);
    await().until(() -> records.size() == 1);

    tables.deleteTable(delete -> delete.tableName(table));
    createTable();
    put("b", 1);

    await().until(() -> records.size() == 2);
    assertThat(events).containsExactly(List.of("a"), List.of("b"));
  }

  /**
   * DynamoDB Local numbers the records of all tables together, so the reader of an empty shard
   * falls behind.
   */
  @Test
  void firstRecord_afterManyOfAnotherTable_arrives() {
    String other = table + "-other";
    createTable(table);
    poll(mapping(10, false, 2, true));
    createTable(other);

    for (int i = 0; i < 200; i++) {
      tables.putItem(put -> put.tableName(other).item(item("o", 1)));
    }
    put("a", 1);

    await().until(() -> records.size() == 1);
  }

  @Test
  void emptyValues_keepTheirTypes() {
    poll(mapping(10, false, 2, true));
    createTable();
    var inner = Map.of("in", AttributeValue.fromM(Map.of()));
    var list = List.of(AttributeValue.fromL(List.of()), AttributeValue.fromM(inner));
    var row =
        Map.of(
            "id", AttributeValue.fromS("a"),
            "map", AttributeValue.fromM(Map.of()),
            "list", AttributeValue.fromL(list),
            "text", AttributeValue.fromS(""),
            "nothing", AttributeValue.fromNul(true));

    tables.putItem(put -> put.tableName(table).item(row));

    await().until(() -> records.size() == 1);
    var image = records.get(0).at("/dynamodb/NewImage");
    assertThat(image.path("map")).hasToString("{\"M\":{}}");
    assertThat(image.path("list")).hasToString("{\"L\":[{\"L\":[]},{\"M\":{\"in\":{\"M\":{}}}}]}");
    assertThat(image.path("text")).hasToString("{\"S\":\"\"}");
    assertThat(image.path("nothing")).hasToString("{\"NULL\":true}");
  }

  @Test
  void reportedFailure_isRetriedWithAllLaterRecords() {
    createTable();
    function = ids -> answered(events.size() == 1 ? failureOf(ids.indexOf("b")) : "{}");
    poll(mapping(10, false, 5, true));

    putTogether("a", "b", "c");

    await().until(() -> events.size() == 2);
    assertThat(events).containsExactly(List.of("a", "b", "c"), List.of("b", "c"));
  }

  @Test
  void oneRecordThatAlwaysFails_isIsolatedByBisectionAndDropped() {
    createTable();
    function = ids -> ids.contains("c") ? failed() : answered("null");
    poll(mapping(10, true, 1, true));

    putTogether("a", "b", "c", "d");

    await().until(() -> !givenUp.isEmpty());
    await().until(() -> events.contains(List.of("d")));
    assertThat(events)
        .startsWith(List.of("a", "b", "c", "d"))
        .contains(List.of("a", "b"), List.of("c"), List.of("d"));
    assertThat(givenUp)
        .singleElement()
        .asString()
        .startsWith(QUEUE + " ")
        .contains("\"RetryAttemptsExhausted\"", "\"batchSize\":1", "\"approximateInvokeCount\":2");
  }

  @Test
  void invalidAnswer_failsTheWholeBatchUntilItIsDropped() {
    createTable();
    function = ids -> answered("{\"batchItemFailures\":[{\"itemIdentifier\":\"other\"}]}");
    poll(mapping(10, false, 2, true));

    put("a", 1);

    await().until(() -> !givenUp.isEmpty());
    assertThat(events).containsExactly(List.of("a"), List.of("a"), List.of("a"));
  }

  private void poll(StreamMapping mapping) {
    poller =
        new StreamPoller(
                mapping,
                tables,
                streams,
                this::invoke,
                (queue, record) -> givenUp.add(queue + " " + record),
                time.withZone(ZoneOffset.UTC))
            .start();
  }

  private CompletableFuture<Invocation> invoke(String name, byte[] payload) {
    try {
      var list = JSON.readTree(payload).path("Records");
      list.forEach(records::add);
      var ids =
          StreamSupport.stream(list.spliterator(), false)
              .map(record -> record.at("/dynamodb/Keys/id/S").asText())
              .toList();
      events.add(ids);
      return CompletableFuture.completedFuture(function.apply(ids));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String failureOf(int index) {
    var sequence =
        records.get(records.size() - events.get(0).size() + index).at("/dynamodb/SequenceNumber");
    return "{\"batchItemFailures\":[{\"itemIdentifier\":" + sequence + "}]}";
  }

  private static Invocation answered(String json) {
    return new Invocation("id", "1", json.getBytes(StandardCharsets.UTF_8), Optional.empty());
  }

  private static Invocation failed() {
    return new Invocation("id", "1", new byte[0], Optional.of("Unhandled"));
  }

  private StreamMapping mapping(int batchSize, boolean bisects, int retries, boolean reports) {
    return mapping(batchSize, Duration.ZERO, bisects, retries, reports);
  }

  private StreamMapping mapping(
      int batchSize, Duration window, boolean bisects, int retries, boolean reports) {
    return new StreamMapping(
        table,
        LocalAccount.DEFAULT.tableArn(table),
        "tell",
        true,
        batchSize,
        window,
        reports,
        new StreamMapping.Retries(bisects, retries, Optional.of(QUEUE)));
  }

  private void createTable() {
    createTable(table);
  }

  private static void createTable(String name) {
    tables.createTable(
        c ->
            c.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(
                    KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build())
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .streamSpecification(
                    s -> s.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
  }

  private void put(String id, int n) {
    tables.putItem(p -> p.tableName(table).item(item(id, n)));
  }

  /** In one transaction, so that a single poll returns all changes. */
  private void putTogether(String... ids) {
    tables.transactWriteItems(
        t ->
            t.transactItems(
                List.of(ids).stream()
                    .map(
                        id ->
                            TransactWriteItem.builder()
                                .put(p -> p.tableName(table).item(item(id, 1)))
                                .build())
                    .toList()));
  }

  private static Map<String, AttributeValue> item(String id, int n) {
    return Map.of(
        "id", AttributeValue.fromS(id),
        "n", AttributeValue.fromN(String.valueOf(n)),
        "tags", AttributeValue.fromSs(List.of("x", "y")));
  }
}
