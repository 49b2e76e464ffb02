package dev.fanfare.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.local.physics.LimitMeter;
import dev.fanfare.local.physics.Physics;
import dev.fanfare.local.physics.PhysicsSettings;
import dev.fanfare.loopback.LocalService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A table with one partition of 5 write units and 5 read units a second. */
class LimitedRequestsIT {
  private static final PhysicsSettings SETTINGS =
      PhysicsSettings.fast("eu-central-2")
          .with("dynamodb-table.writes", "5")
          .with("dynamodb-table.reads", "5")
          .with("dynamodb-table.burst", "1")
          .with("dynamodb-partition.writes", "5")
          .with("dynamodb-partition.reads", "5");

  private final AtomicLong now = new AtomicLong();
  private final Physics physics = Physics.of(SETTINGS);
  private final LocalService database = LocalDynamoDb.start(0, physics, now::get);
  private final DynamoDbClient client = client(database);

  private static DynamoDbClient client(LocalService database) {
    return DynamoDbClient.builder()
        .endpointOverride(database.endpoint())
        .region(Region.EU_CENTRAL_1)
        .overrideConfiguration(config -> config.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .build();
  }

  @BeforeEach
  void create() {
    create("items", BillingMode.PAY_PER_REQUEST);
  }

  private void create(String table, BillingMode billing) {
    create(client, table, billing);
  }

  private static void create(DynamoDbClient client, String table, BillingMode billing) {
    client.createTable(
        c -> {
          c.tableName(table)
              .billingMode(billing)
              .keySchema(hash("h"))
              .attributeDefinitions(attribute("h"));
          if (billing == BillingMode.PROVISIONED) {
            c.provisionedThroughput(p -> p.readCapacityUnits(5L).writeCapacityUnits(5L));
          }
        });
  }

  @AfterEach
  void close() {
    client.close();
    database.close();
  }

  @Test
  void put_aboveTheThroughput_isThrottledUntilUnitsReturn() {
    IntStream.range(0, 5).forEach(i -> put("items", "k" + i));

    assertThatThrownBy(() -> put("items", "more"))
        .isInstanceOfSatisfying(
            DynamoDbException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(400);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ThrottlingException");
              assertThat(e.awsErrorDetails().errorMessage())
                  .startsWith("Throughput exceeds the current capacity of your table or index.");
              assertThat(e.isThrottlingException()).isTrue();
            });
    now.addAndGet(Duration.ofMillis(200).toNanos());
    put("items", "more");

    assertThat(physics.meter().rows(SETTINGS))
        .filteredOn(row -> row.hits() > 0)
        .containsExactly(new LimitMeter.Row("dynamodb-partition", 0, 1, 0));
  }

  @Test
  void put_provisionedTable_isRefusedInItsWords() {
    create("provisioned", BillingMode.PROVISIONED);
    IntStream.range(0, 5).forEach(i -> put("provisioned", "k" + i));

    assertThatThrownBy(() -> put("provisioned", "more"))
        .isInstanceOfSatisfying(
            DynamoDbException.class,
            e ->
                assertThat(e.awsErrorDetails().errorCode())
                    .isEqualTo("ProvisionedThroughputExceededException"));
  }

  @Test
  void put_largeItem_paysForItsSizeAfterwards() {
    client.putItem(
        p -> p.tableName("items").item(Map.of("h", text("k"), "data", text("x".repeat(9_000)))));

    assertThatThrownBy(() -> put("items", "more")).isInstanceOf(DynamoDbException.class);
    now.addAndGet(Duration.ofSeconds(2).toNanos());
    put("items", "more");
  }

  @Test
  void batchWrite_partly_leavesTheRestUnprocessed() {
    IntStream.range(0, 3).forEach(i -> put("items", "k" + i));
    var writes =
        IntStream.range(0, 4)
            .mapToObj(i -> PutRequest.builder().item(Map.of("h", text("b" + i))).build())
            .map(put -> WriteRequest.builder().putRequest(put).build())
            .toList();

    var response = client.batchWriteItem(b -> b.requestItems(Map.of("items", writes)));

    assertThat(response.unprocessedItems().get("items")).hasSize(2);
    assertThat(response.consumedCapacity()).isEmpty();
    assertThatThrownBy(() -> client.batchWriteItem(b -> b.requestItems(Map.of("items", writes))))
        .isInstanceOf(DynamoDbException.class);
  }

  @Test
  void batchGet_partly_leavesTheRestUnprocessed() {
    List<Map<String, AttributeValue>> keys =
        IntStream.range(0, 12).mapToObj(i -> Map.of("h", text("k" + i))).toList();

    var response = client.batchGetItem(b -> b.requestItems(Map.of("items", keys(keys))));

    // Each takes half a unit.
    assertThat(response.unprocessedKeys().get("items").keys()).hasSize(2);
  }

  /** The table refuses the keys above 50; the database returns at most 16 MB of the others. */
  @Test
  void batchGet_aboveBothLimits_answersOrReturnsEachKey() {
    var settings =
        SETTINGS.with("dynamodb-table.reads", "25").with("dynamodb-partition.reads", "25");
    var large =
        settings.with("dynamodb-table.writes", "99999").with("dynamodb-partition.writes", "99999");
    List<Map<String, AttributeValue>> keys =
        IntStream.range(0, 60).mapToObj(i -> Map.of("h", text("k" + i))).toList();
    try (var limited = LocalDynamoDb.start(0, Physics.of(large), now::get);
        var reader = client(limited)) {
      create(reader, "items", BillingMode.PAY_PER_REQUEST);
      for (var key : keys) {
        var item = Map.of("h", key.get("h"), "data", text("x".repeat(390_000)));
        reader.putItem(p -> p.tableName("items").item(item));
      }

      var response = reader.batchGetItem(b -> b.requestItems(Map.of("items", keys(keys))));

      var read = response.responses().get("items").stream().map(item -> Map.of("h", item.get("h")));
      var left = response.unprocessedKeys().get("items").keys();
      assertThat(left).hasSizeGreaterThan(10);
      assertThat(Stream.concat(read, left.stream())).containsExactlyInAnyOrderElementsOf(keys);
    }
  }

  private static KeysAndAttributes keys(List<Map<String, AttributeValue>> keys) {
    return KeysAndAttributes.builder().keys(keys).build();
  }

  @Test
  void transaction_withoutUnits_isCancelledWithReasons() {
    IntStream.range(0, 3).forEach(i -> put("items", "k" + i));
    var first = transactPut("a");
    var second = transactPut("b");

    assertThatThrownBy(() -> client.transactWriteItems(t -> t.transactItems(first, second)))
        .isInstanceOfSatisfying(
            TransactionCanceledException.class,
            e ->
                assertThat(e.cancellationReasons())
                    .extracting(reason -> reason.code())
                    .containsExactly("None", "ThrottlingError"));
  }

  private static TransactWriteItem transactPut(String key) {
    return TransactWriteItem.builder()
        .put(Put.builder().tableName("items").item(Map.of("h", text(key))).build())
        .build();
  }

  @Test
  void query_aboveTheThroughput_isThrottledByItsKey() {
    IntStream.range(0, 10).forEach(i -> query());

    assertThatThrownBy(this::query)
        .isInstanceOfSatisfying(
            DynamoDbException.class, e -> assertThat(e.isThrottlingException()).isTrue());
  }

  @Test
  void query_ofAnIndex_takesTheUnitsOfTheIndex() {
    client.createTable(
        c ->
            c.tableName("indexed")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(hash("h"))
                .attributeDefinitions(attribute("h"), attribute("o"))
                .globalSecondaryIndexes(
                    GlobalSecondaryIndex.builder()
                        .indexName("by-o")
                        .keySchema(hash("o"))
                        .projection(all -> all.projectionType(ProjectionType.ALL))
                        .build()));
    IntStream.range(0, 10).forEach(i -> queryIndex());

    assertThatThrownBy(this::queryIndex).isInstanceOf(DynamoDbException.class);
    put("indexed", "k");
    client.getItem(g -> g.tableName("indexed").key(Map.of("h", text("k"))));
  }

  private void queryIndex() {
    client.query(
        q ->
            q.tableName("indexed")
                .indexName("by-o")
                .keyConditionExpression("o = :o")
                .expressionAttributeValues(Map.of(":o", text("k"))));
  }

  private static KeySchemaElement hash(String name) {
    return KeySchemaElement.builder().attributeName(name).keyType(KeyType.HASH).build();
  }

  private static AttributeDefinition attribute(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private void query() {
    client.query(
        q ->
            q.tableName("items")
                .keyConditionExpression("#h = :h")
                .expressionAttributeNames(Map.of("#h", "h"))
                .expressionAttributeValues(Map.of(":h", text("k"))));
  }

  @Test
  void consumedCapacity_isShownAsAsked() {
    var item = Map.of("h", text("k"));

    assertThat(client.putItem(p -> p.tableName("items").item(item)).consumedCapacity()).isNull();
    var total =
        client
            .putItem(
                p ->
                    p.tableName("items")
                        .item(item)
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
            .consumedCapacity();
    assertThat(total.capacityUnits()).isEqualTo(1);
    assertThat(total.table()).isNull();
    var get =
        client.getItem(
            g ->
                g.tableName("items")
                    .key(item)
                    .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES));
    assertThat(get.consumedCapacity().table().capacityUnits()).isEqualTo(0.5);
  }

  private void put(String table, String key) {
    client.putItem(p -> p.tableName(table).item(Map.of("h", text(key))));
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }
}
