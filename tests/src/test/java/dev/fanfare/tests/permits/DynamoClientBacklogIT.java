package dev.fanfare.tests.permits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.bench.hostile.CapacityMeter;
import dev.fanfare.local.account.StackClients;
import dev.fanfare.local.dynamodb.LocalDynamoDb;
import dev.fanfare.loopback.LocalClients;
import dev.fanfare.loopback.LocalService;
import dev.fanfare.push.permits.ClientBacklog;
import dev.fanfare.push.permits.DynamoClientBacklog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The client backlog on DynamoDB Local. */
class DynamoClientBacklogIT {
  private static final String TABLE = "Permits";
  private static final String KEY = "budget_second";
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  /** The backlog counts on four fifths of this rate: a post takes a hundredth of a second. */
  private static final double RATE = 125;

  private static LocalService dynamoDb;
  private static CapacityMeter meter;
  private static LocalClients clients;
  private static DynamoDbClient tables;

  @BeforeAll
  static void start() {
    dynamoDb = LocalDynamoDb.start(0);
    meter = new CapacityMeter(dynamoDb.endpoint());
    clients = StackClients.of("eu-central-2");
    tables = clients.dynamoDb(meter.endpoint());
    tables.createTable(
        table ->
            table
                .tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(
                    KeySchemaElement.builder().attributeName(KEY).keyType(KeyType.HASH).build())
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName(KEY)
                        .attributeType(ScalarAttributeType.S)
                        .build()));
  }

  @AfterAll
  static void stop() {
    clients.close();
    meter.close();
    dynamoDb.close();
  }

  @BeforeEach
  void begin() {
    tables.deleteItem(delete -> delete.tableName(TABLE).key(key()));
    meter.reset();
  }

  @Test
  void book_upToHalfASecondAhead_isAcceptedAndThenRefused() {
    assertThat(process().book(50, NOW)).isZero();
    assertThat(process().book(10, NOW)).as("at half a second exactly").isZero();
    assertThat(process().book(1, NOW)).isEqualTo(Duration.ofMillis(100));
    assertThat(process().book(1, NOW.plusMillis(99))).isEqualTo(Duration.ofMillis(1));
    assertThat(process().book(1, NOW.plusMillis(100))).isZero();
  }

  @Test
  void book_always_needsOneWriteOrTwoDuringABacklog() {
    process().book(10, NOW);
    assertThat(meter.calls()).containsExactly("UpdateItem");
    meter.reset();

    process().book(60, NOW);
    assertThat(meter.calls()).containsExactly("UpdateItem", "UpdateItem");
    meter.reset();

    process().book(1, NOW);
    assertThat(meter.calls()).as("refused").containsExactly("UpdateItem");
  }

  @Test
  void book_refusedRecently_isRefusedAgainWithoutARequest() {
    var process = process();
    process.book(200, NOW);
    assertThat(process.book(1, NOW)).isEqualTo(Duration.ofMillis(1_500));
    meter.reset();

    assertThat(process.book(1, NOW.plusMillis(20))).isEqualTo(Duration.ofMillis(30));
    assertThat(meter.calls()).isEmpty();
    assertThat(process.book(1, NOW.plusMillis(60))).isEqualTo(Duration.ofMillis(1_440));
    assertThat(meter.calls()).containsExactly("UpdateItem");
  }

  @Test
  void inAMoment_isTwoSecondsOfPosts() {
    assertThat(process().maxAdvanceBooking()).isEqualTo(200);
    assertThat(new DynamoClientBacklog(tables, TABLE, 0.01).maxAdvanceBooking()).isEqualTo(1);
  }

  /** The row has an expiry time, so that the table's TTL can remove it. */
  @Test
  void book_always_leavesARowThatExpires() {
    process().book(1, NOW);

    var row = tables.getItem(get -> get.tableName(TABLE).key(key())).item();
    assertThat(Long.parseLong(row.get("expires_at").n())).isEqualTo(NOW.getEpochSecond() + 86_400);
  }

  /**
   * Property: without other messages, the backlog accepts a message after the wait that it
   * returned, and not earlier.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void book_refused_isAcceptedAfterTheWaitAndNotBefore(long seed) {
    var random = new Random(seed);
    Instant now = NOW;
    for (int i = 0; i < 30; i++) {
      long posts = 1 + random.nextInt(150);
      Duration wait = process().book(posts, now);
      if (!wait.isZero()) {
        assertThat(process().book(posts, now.plus(wait).minusNanos(1_000))).isPositive();
        now = now.plus(wait);
        assertThat(process().book(posts, now)).isZero();
      }
      now = now.plusMillis(random.nextInt(300));
    }
  }

  /** Property: a corrected booking has the same effect as one that was right from the beginning. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void correct_anyBookings_leavesTheirRealNeed(long seed) {
    var random = new Random(seed);
    long postsLeft = 0;
    while (postsLeft <= 50) {
      long booked = 1 + random.nextInt(20);
      long real = 1 + random.nextInt(40);
      assertThat(process().book(booked, NOW)).isZero();
      meter.reset();
      process().correct(real - booked, NOW);
      assertThat(meter.calls()).hasSizeBetween(0, 2).containsOnly("UpdateItem");
      postsLeft += real;
    }

    assertThat(process().book(1, NOW)).isEqualTo(Duration.ofMillis(10 * postsLeft - 500));
  }

  @Test
  void correct_longAfterThePosts_countsFromNow() {
    process().book(10, NOW);

    process().correct(60, NOW.plusSeconds(10));

    assertThat(process().book(1, NOW.plusSeconds(10))).isEqualTo(Duration.ofMillis(100));
  }

  /**
   * Property: in any time span, the backlog accepts no more than the span's share, half a second's
   * worth, and the last message. Many processes book at once, with different clocks.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void book_anyProcessesInParallel_neverExceedsTheRate(long seed) throws Exception {
    var random = new Random(seed);
    record Message(Instant at, long posts) {}
    var messages =
        IntStream.range(0, 150)
            .mapToObj(
                i ->
                    new Message(
                        NOW.plusMillis(i * 40L + random.nextInt(400)), 1 + random.nextInt(30)))
            .toList();
    var taken = new ArrayList<Message>();
    var pool = Executors.newFixedThreadPool(8);
    try {
      var results =
          pool.invokeAll(
              messages.stream()
                  .<Callable<Boolean>>map(
                      message -> () -> process().book(message.posts(), message.at()).isZero())
                  .toList());
      for (int i = 0; i < messages.size(); i++) {
        if (results.get(i).get()) {
          taken.add(messages.get(i));
        }
      }
    } finally {
      pool.shutdown();
    }
    taken.sort(Comparator.comparing(Message::at));
    for (int from = 0; from < taken.size(); from++) {
      long posts = 0;
      long largest = 0;
      for (Message message : taken.subList(from, taken.size())) {
        posts += message.posts();
        largest = Math.max(largest, message.posts());
        long millis = Duration.between(taken.get(from).at(), message.at()).toMillis();
        assertThat(posts).isLessThanOrEqualTo((millis + 500) / 10 + largest + 1);
      }
    }
    assertThat(taken).isNotEmpty();
  }

  /** A separate process does not remember the refusals of another process. */
  private static ClientBacklog process() {
    return new DynamoClientBacklog(tables, TABLE, RATE);
  }

  private static Map<String, AttributeValue> key() {
    return Map.of(KEY, AttributeValue.fromS("clients#backlog"));
  }
}
