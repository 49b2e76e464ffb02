package dev.fanfare.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.broadcast.Books;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.local.account.StackClients;
import dev.fanfare.local.dynamodb.LocalDynamoDb;
import dev.fanfare.loopback.LocalClients;
import dev.fanfare.loopback.LocalService;
import dev.fanfare.push.progress.DynamoProgressLog;
import dev.fanfare.push.progress.ProgressLog;
import dev.fanfare.tables.ProgressRow;
import dev.fanfare.tables.ProgressRows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
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

/**
 * Every expression of the adapter, on DynamoDB Local. The main rule: progress never goes backwards.
 */
class DynamoProgressLogIT {
  private static final String TABLE = "Progress";
  private static final long START = 1_795_334_400_000L;

  private static LocalService dynamoDb;
  private static LocalClients clients;
  private static DynamoDbClient tables;

  /** Each test has its own shard. */
  private static final AtomicInteger SHARDS = new AtomicInteger();

  private final int shard = SHARDS.incrementAndGet();
  private final ProgressLog log = new DynamoProgressLog(tables, TABLE);

  @BeforeAll
  static void start() {
    dynamoDb = LocalDynamoDb.start(0);
    clients = StackClients.of("eu-central-2");
    tables = clients.dynamoDb(dynamoDb.endpoint());
    tables.createTable(
        table ->
            table
                .tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(
                    part(ProgressRow.BROADCAST_ID, KeyType.HASH),
                    part(ProgressRow.SHARD, KeyType.RANGE))
                .attributeDefinitions(text(ProgressRow.BROADCAST_ID), text(ProgressRow.SHARD)));
  }

  @AfterAll
  static void stop() {
    clients.close();
    dynamoDb.close();
  }

  @Test
  void begin_first_writesEveryAttribute() {
    assertThat(log.begin(row(START, 3, 5, "boom"))).hasValue(1);

    assertThat(item())
        .containsOnlyKeys(
            "broadcast_id",
            "shard",
            "shard_key",
            "execution",
            "connections",
            "started_at",
            "updated_at",
            "calls",
            "posts",
            "delivered",
            "stale",
            "slow",
            "unreachable",
            "refused",
            "expired",
            "cancelled",
            "finished",
            "trouble",
            "expires_at")
        .containsEntry("shard", AttributeValue.fromS("02#%05d".formatted(shard)));
    assertThat(stored()).isEqualTo(row(START, 3, 5, "boom").ofCall(1));
  }

  @Test
  void begin_laterCall_countsItAndKeepsTheFirstStart() {
    log.begin(row(START, 0, 0, "boom"));

    assertThat(log.begin(row(START + 5_000, 40, 44, ""))).hasValue(2);

    assertThat(stored().startedAt()).isEqualTo(START);
    assertThat(stored().state().updatedAt()).isEqualTo(START + 5_000);
    assertThat(stored().calls()).isEqualTo(2);
    assertThat(stored().state().trouble()).isEmpty();
    assertThat(item()).doesNotContainKey("trouble");
  }

  @Test
  void write_latestCall_replacesTheValues() {
    log.begin(row(START, 0, 0, ""));

    log.write(row(START + 1_000, 7, 9, "slow").ofCall(1));

    assertThat(stored().state().posts()).isEqualTo(9);
    assertThat(stored().state().books()).isEqualTo(Books.EMPTY.plus(Outcome.DELIVERED, 7));
    assertThat(stored().state().trouble()).isEqualTo("slow");
  }

  @Test
  void write_earlierCall_changesNothing() {
    log.begin(row(START, 0, 0, ""));
    log.begin(row(START + 1_000, 5, 5, ""));

    log.write(row(START + 2_000, 99, 99, "").ofCall(1));

    assertThat(stored().state().posts()).isEqualTo(5);
  }

  @Test
  void begin_tooLate_changesNothing() {
    log.begin(row(START + 1_000, 5, 5, ""));

    assertThat(log.begin(row(START, 0, 0, ""))).isEmpty();

    assertThat(stored().calls()).isEqualTo(1);
    assertThat(stored().state().posts()).isEqualTo(5);
  }

  /** Property: the last figures remain, in every order of a call's writes. */
  @Test
  void write_inAnyOrder_leavesTheLatest() {
    log.begin(row(START, 0, 0, ""));
    var figures = new ArrayList<Integer>();
    for (int i = 1; i <= 30; i++) {
      figures.add(i);
    }
    Collections.shuffle(figures, new Random(5));
    int latest = 0;

    for (int figure : figures) {
      log.write(row(START + figure, figure, figure, "").ofCall(1));
      latest = Math.max(latest, figure);
      assertThat(stored().state().posts()).isEqualTo(latest);
    }
  }

  @Test
  void begin_noTable_throws() {
    var nowhere = new DynamoProgressLog(tables, "Nowhere");

    assertThatThrownBy(() -> nowhere.begin(row(START, 0, 0, "")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  private ProgressRow row(long updatedAt, long delivered, long posts, String trouble) {
    return new ProgressRow(
        new ProgressRow.Shard(
            "sale",
            2,
            shard,
            "broadcasts/sale/missed/1/00000.jsonl",
            "arn:aws:states:us-east-1:123456789012:execution:fanfare-broadcast:sale",
            5_000),
        0,
        updatedAt,
        new ProgressRow.State(
            updatedAt, posts, Books.EMPTY.plus(Outcome.DELIVERED, delivered), false, trouble),
        START / 1_000 + 86_400);
  }

  private ProgressRow stored() {
    return ProgressRows.of(item());
  }

  private Map<String, AttributeValue> item() {
    var key = ProgressRows.key(row(START, 0, 0, ""));
    return tables.getItem(get -> get.tableName(TABLE).key(key).consistentRead(true)).item();
  }

  private static KeySchemaElement part(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }
}
