package dev.fanfare.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.channels.catchup.CatchUpEnds;
import dev.fanfare.local.account.StackClients;
import dev.fanfare.local.dynamodb.LocalDynamoDb;
import dev.fanfare.loopback.LocalClients;
import dev.fanfare.loopback.LocalService;
import dev.fanfare.plan.audience.ChannelLane;
import dev.fanfare.plan.audience.DynamoAudiences;
import dev.fanfare.plan.audience.DynamoRowReader;
import dev.fanfare.plan.audience.DynamoSubscriptionRows;
import dev.fanfare.request.RequestReader;
import dev.fanfare.tables.SubscriptionRow;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
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
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Every expression of the audiences on DynamoDB Local, with a record of the calls. */
class DynamoAudiencesIT {
  private static final String CONNECTIONS = "Connections";
  private static final String SUBSCRIPTIONS = "Subscriptions";
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  private static final OptionalLong NONE = OptionalLong.empty();
  private static final CatchUpEnds NO_ENDS =
      (channel, id) -> {
        throw new AssertionError("no member is catching up");
      };

  /** Enough members that each of ten channels fills more than a page in each partition. */
  private static final int MEMBERS = 10_000;

  private static LocalService dynamoDb;
  private static LocalClients clients;
  private static DynamoDbClient tables;

  private final WatchedTables watched = new WatchedTables(tables);

  @BeforeAll
  static void start() {
    dynamoDb = LocalDynamoDb.start(0);
    clients = StackClients.of("eu-central-2");
    tables = clients.dynamoDb(dynamoDb.endpoint());
    create(CONNECTIONS, "user_id");
    create(SUBSCRIPTIONS, "channel_partition");
    write(
        CONNECTIONS,
        IntStream.range(0, 40).mapToObj(i -> row("user-" + i % 10, "c" + i, i)).toList());
    write(
        IntStream.range(0, MEMBERS).mapToObj(i -> member("large", "L0SM9cOFvHcC" + i, i)).toList());
    for (String id : List.of("a", "z", "\uFF5E", "🎉")) {
      write(IntStream.range(0, 40).mapToObj(i -> member("other", i + id, i)).toList());
      write(IntStream.range(0, 80).mapToObj(i -> member("small", i + id, i)).toList());
    }
  }

  @AfterAll
  static void stop() {
    clients.close();
    dynamoDb.close();
  }

  @Test
  void channels_manyPages_returnEachMemberOnceWithoutAScan() {
    assertThat(ids("\"channels\":[\"large\",\"other\",\"small\",\"nobody\"]", none -> NONE))
        .hasSize(MEMBERS + 80 * 4)
        .doesNotHaveDuplicates();

    watched.assertNoScan();
    watched.assertEachReadIsConsistent();
    assertThat(watched.attributes())
        .containsExactlyInAnyOrder(
            "connection_id", "user_id", "connected_at", "caught_up_from", "caught_up_to");
  }

  /** Ten channels have smaller pages each, so that lanes wait for each other. */
  @Test
  void channels_ofDifferentSize_areReadToTheEnd() {
    String names =
        "\"channels\":[\"large\",\"other\",\"small\",\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\"]";

    assertThat(ids(names, none -> NONE)).hasSize(MEMBERS + 80 * 4).doesNotHaveDuplicates();

    watched.assertEachQueryIsPagedToItsEnd();
    watched.assertRowsPerQuery(500);
    assertThat(watched.queries()).isLessThan(16 * (10 + MEMBERS / 16 / 500 + 2));
  }

  /**
   * DynamoDB compares UTF-8, which sorts the emoji last; Java's own order sorts it before U+FF5E.
   */
  @Test
  void query_anyIds_areInTheOrderThatLanesUse() {
    var clock = Clock.fixed(NOW, ZoneOffset.UTC);
    var rows =
        new DynamoSubscriptionRows(
            watched, SUBSCRIPTIONS, new DynamoRowReader(clock, Optional.empty()), NO_ENDS);

    for (int lane = 0; lane < SubscriptionRow.PARTITIONS; lane++) {
      assertThat(rows.query("small", lane, null, 1_000).members())
          .extracting(member -> member.connection().id())
          .isNotEmpty()
          .isSortedAccordingTo(ChannelLane.ID_ORDER);
    }
  }

  @Test
  void channels_caughtUpAndExpiredMembers_areOmitted() {
    write(
        List.of(
            member("news", "dead", 1, Map.of("expires_at", number(NOW.getEpochSecond()))),
            member("news", "forever", 1, Map.of()),
            member("news", "caught up", 1, Map.of("caught_up_to", number(7))),
            member("news", "not quite", 1, Map.of("caught_up_to", number(6)))));

    assertThat(ids("\"channels\":[\"news\"]", channel -> OptionalLong.of(7)))
        .containsExactlyInAnyOrder("forever", "not quite");
  }

  @Test
  void filter_anyAudience_hasTheSameMeaningAndReadsAttributes() {
    String filter = ",\"filter\":\"plan = 'pro' and begins_with(connection_id, 'c')\"";
    String[] pro = IntStream.range(0, 20).mapToObj(i -> "c" + 2 * i).toArray(String[]::new);
    write(IntStream.range(0, 40).mapToObj(i -> member("filtered", "c" + i, i)).toList());

    assertThat(ids("\"users\":[]" + filter, none -> NONE)).containsExactlyInAnyOrder(pro);
    assertThat(ids("\"channels\":[\"filtered\"]" + filter, none -> NONE))
        .containsExactlyInAnyOrder(pro);
    assertThat(ids("\"users\":[\"user-0\",\"user-1\"]" + filter, none -> NONE))
        .containsExactlyInAnyOrder("c0", "c10", "c20", "c30");
    assertThat(watched.attributes()).contains("attributes");
  }

  @Test
  void filter_onlyIds_readsNoAttributes() {
    assertThat(ids("\"users\":[\"user-1\"],\"filter\":\"connection_id != 'c1'\"", none -> NONE))
        .containsExactlyInAnyOrder("c11", "c21", "c31");

    watched.assertNoScan();
    assertThat(watched.attributes()).doesNotContain("attributes");
  }

  @Test
  void users_withManyConnections_areReadToTheEnd() {
    String longName = "x".repeat(1_000);
    write(
        CONNECTIONS,
        IntStream.range(0, 1_200)
            .mapToObj(i -> row("page " + longName, i + longName.substring(100), i))
            .toList());

    assertThat(ids("\"users\":[\"page " + longName + "\"]", none -> NONE)).hasSize(1_200);

    watched.assertNoScan();
    watched.assertEachReadIsConsistent();
    watched.assertEachQueryIsPagedToItsEnd();
  }

  private List<String> ids(String fields, Function<String, OptionalLong> messageAt) {
    var json = ("{\"data\":1," + fields + "}").getBytes(StandardCharsets.UTF_8);
    var clock = Clock.fixed(NOW, ZoneOffset.UTC);
    var audience =
        new DynamoAudiences(watched, CONNECTIONS, SUBSCRIPTIONS, NO_ENDS, clock)
            .of(RequestReader.read(json).audience(), messageAt);
    var ids = new ArrayList<String>();
    for (int lane = 0; lane < audience.lanes(); lane++) {
      String position = null;
      do {
        var page = audience.read(lane, position);
        page.connections().stream().map(Connection::id).forEach(ids::add);
        position = page.position();
      } while (position != null);
    }
    return ids;
  }

  private static Map<String, AttributeValue> member(String channel, String id, int number) {
    return member(
        channel,
        id,
        number,
        Map.of(
            "caught_up_from",
            number(0),
            "caught_up_to",
            number(0),
            "expires_at",
            number(NOW.plusSeconds(1).getEpochSecond())));
  }

  private static Map<String, AttributeValue> member(
      String channel, String id, int number, Map<String, AttributeValue> more) {
    var row = row("u", id, number);
    row.put("channel_partition", AttributeValue.fromS(SubscriptionRow.partitionOf(channel, id)));
    row.putAll(more);
    return row;
  }

  private static HashMap<String, AttributeValue> row(String user, String id, int number) {
    var plan = AttributeValue.fromS(number % 2 == 0 ? "pro" : "free");
    var row = new HashMap<String, AttributeValue>();
    row.put("user_id", AttributeValue.fromS(user));
    row.put("connection_id", AttributeValue.fromS(id));
    row.put("connected_at", number(NOW.toEpochMilli()));
    row.put("attributes", AttributeValue.fromM(Map.of("plan", plan)));
    return row;
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN("" + value);
  }

  private static void write(List<Map<String, AttributeValue>> members) {
    write(SUBSCRIPTIONS, members);
  }

  private static void write(String table, List<? extends Map<String, AttributeValue>> rows) {
    for (int from = 0; from < rows.size(); from += 25) {
      var batch =
          rows.subList(from, Math.min(from + 25, rows.size())).stream()
              .map(row -> PutRequest.builder().item(row).build())
              .map(put -> WriteRequest.builder().putRequest(put).build())
              .toList();
      tables.batchWriteItem(write -> write.requestItems(Map.of(table, batch)));
    }
  }

  private static void create(String table, String hash) {
    tables.createTable(
        create ->
            create
                .tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(
                    KeySchemaElement.builder().attributeName(hash).keyType(KeyType.HASH).build(),
                    KeySchemaElement.builder()
                        .attributeName("connection_id")
                        .keyType(KeyType.RANGE)
                        .build())
                .attributeDefinitions(attribute(hash), attribute("connection_id")));
  }

  private static AttributeDefinition attribute(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }
}
