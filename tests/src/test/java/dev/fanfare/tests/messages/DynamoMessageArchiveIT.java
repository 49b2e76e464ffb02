package dev.fanfare.tests.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.archive.ArchivedMessage;
import dev.fanfare.archive.DynamoMessageArchive;
import dev.fanfare.archive.MessageArchive;
import dev.fanfare.archive.MessageHistory;
import dev.fanfare.local.account.StackClients;
import dev.fanfare.local.dynamodb.LocalDynamoDb;
import dev.fanfare.loopback.LocalClients;
import dev.fanfare.loopback.LocalService;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Every transaction and every query of the archive, on DynamoDB Local. */
class DynamoMessageArchiveIT {
  private static final String TABLE = "Messages";
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final Duration KEPT = Duration.ofDays(14);
  private static final AtomicInteger TESTS = new AtomicInteger();

  private static LocalService dynamoDb;
  private static LocalClients clients;
  private static DynamoDbClient tables;

  private final String channel = "channel " + TESTS.incrementAndGet();
  private final MessageArchive archive = archive(NOW);

  @BeforeAll
  static void start() {
    dynamoDb = LocalDynamoDb.start(0);
    clients = StackClients.of("eu-central-2");
    tables = clients.dynamoDb(dynamoDb.endpoint());
    new NewTable(TABLE, "channel", "position", ScalarAttributeType.N).create(tables);
  }

  @AfterAll
  static void stop() {
    clients.close();
    dynamoDb.close();
  }

  @Test
  void withdraw_archived_isGoneAndItsPositionIsNotReused() {
    archive.append(channel, "a", "1", NOW);
    archive.append(channel, "b", "2", NOW);

    archive.withdraw(channel, "b");
    archive.withdraw(channel, "b");
    archive.withdraw(channel, "never archived");

    assertThat(archive.after(channel, 0, 10).messages())
        .extracting(ArchivedMessage::broadcastId)
        .containsExactly("a");
    assertThat(archive.append(channel, "b", "2", NOW)).isEqualTo(3);
  }

  /** Property: positions are 1 to M, for any number of concurrent and repeated appends. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void append_manyThreadsAndRepetitions_assignsConsecutivePositionsOnce(long seed)
      throws Exception {
    int broadcasts = 40;
    int threads = 8;
    var ids = new ArrayList<Integer>();
    IntStream.range(0, 3).forEach(time -> IntStream.range(0, broadcasts).forEach(ids::add));
    Collections.shuffle(ids, new Random(seed));
    var positions = new ConcurrentHashMap<Integer, Set<Long>>();
    var pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Void>> appends =
          ids.stream().map(id -> (Callable<Void>) () -> appendOnce(id, positions)).toList();
      for (var done : pool.invokeAll(appends)) {
        done.get();
      }
    } finally {
      pool.shutdown();
    }

    assertThat(positions.values()).allSatisfy(given -> assertThat(given).hasSize(1));
    assertThat(positions.values().stream().flatMap(Set::stream))
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, broadcasts).boxed().toList());
    assertThat(archive.head(channel)).isEqualTo(broadcasts);
    var kept = all(archive, channel);
    assertThat(kept).extracting(ArchivedMessage::position).isSorted().hasSize(broadcasts);
    for (var message : kept) {
      int id = Integer.parseInt(message.broadcastId());
      assertThat(positions.get(id)).containsExactly(message.position());
      assertThat(message.message()).isEqualTo("{\"id\":" + id + "}");
    }
  }

  private Void appendOnce(int id, Map<Integer, Set<Long>> positions) {
    long position = archive.append(channel, "" + id, "{\"id\":" + id + "}", NOW);
    positions.computeIfAbsent(id, first -> ConcurrentHashMap.newKeySet()).add(position);
    return null;
  }

  @Test
  void append_again_changesNothing() {
    assertThat(archive.append(channel, "b1", "1", NOW)).isEqualTo(1);
    assertThat(archive.append(channel, "b2", "2", NOW)).isEqualTo(2);
    assertThat(archive.append(channel, "b1", "other", NOW.plusSeconds(5))).isEqualTo(1);

    assertThat(all(archive, channel))
        .containsExactly(
            new ArchivedMessage(1, "b1", NOW.toEpochMilli(), "1"),
            new ArchivedMessage(2, "b2", NOW.toEpochMilli(), "2"));
  }

  @Test
  void append_message_expiresAndItsHeadDoesNot() {
    archive.append(channel, "b1", "1", NOW);

    assertThat(row(channel, 0)).containsOnlyKeys("channel", "position", "last", "sent_at");
    String expiry = "" + NOW.plus(KEPT).getEpochSecond();
    assertThat(row(channel, 1).get("expires_at").n()).isEqualTo(expiry);
    assertThat(row(channel + "#b1", 0).get("expires_at").n()).isEqualTo(expiry);
    assertThat(row(channel + "#b1", 0).get("position_of").n()).isEqualTo("1");
  }

  @Test
  void append_clockBehindTheLastOne_keepsTimesIncreasing() {
    archive.append(channel, "b1", "1", NOW);
    archive.append(channel, "b2", "2", NOW.minusMillis(40));
    archive.append(channel, "b3", "3", NOW.plusMillis(1));

    long now = NOW.toEpochMilli();
    assertThat(all(archive, channel))
        .extracting(ArchivedMessage::sentAt)
        .containsExactly(now, now, now + 1);
  }

  @Test
  void append_severalChannelsOrNone_assignsAPositionInEach() {
    archive.append(channel + "a", "b0", "0", NOW);
    byte[] message = "\"wörld 🎉\"".getBytes(StandardCharsets.UTF_8);

    var positions = archive.append(Set.of(channel + "a", channel + "b"), "b1", message, NOW, false);
    long before = archive.head(MessageArchive.BROADCASTS);
    var none = archive.append(Set.of(), channel.replace(' ', '-'), message, NOW, false);
    archive.append(Set.of(channel + "b"), "b2", message, NOW, true);

    assertThat(positions).isEqualTo(Map.of(channel + "a", 2L, channel + "b", 1L));
    assertThat(none).isEqualTo(Map.of("#broadcasts", before + 1));
    assertThat(all(archive, channel + "b"))
        .extracting(ArchivedMessage::message)
        .containsExactly("\"wörld 🎉\"", "\"wörld 🎉\"");
    assertThat(all(archive, channel + "b"))
        .extracting(ArchivedMessage::narrowed)
        .containsExactly(false, true);
  }

  @Test
  void append_headAlwaysMovedByOthers_fails() {
    var pauses = new ArrayList<Long>();
    var rival = archive(NOW);
    var ids = new AtomicInteger();
    // Other writers append in each pause, and before the first attempt.
    var clumsy =
        new DynamoMessageArchive(
            new RivalledTables(
                tables, () -> rival.append(channel, "r" + ids.incrementAndGet(), "0", NOW)),
            TABLE,
            KEPT,
            Clock.fixed(NOW, ZoneOffset.UTC),
            pauses::add,
            new Random(5));

    assertThatThrownBy(() -> clumsy.append(channel, "b1", "1", NOW))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("channel \"%s\" was written by other callers in all 40 attempts", channel);
    assertThat(pauses).hasSize(39).allMatch(pause -> pause >= 0 && pause < 500);
    assertThat(archive.head(channel)).isEqualTo(40);
  }

  @Test
  void append_noSuchTable_failsAtOnce() {
    var nowhere =
        new DynamoMessageArchive(
            tables,
            "Nowhere",
            KEPT,
            Clock.systemUTC(),
            DynamoMessageArchiveIT::never,
            new Random());

    assertThatThrownBy(() -> nowhere.append(channel, "b1", "1", NOW))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void pages_messagesOf128KB_areReadToTheEnd() {
    String large = '"' + "x".repeat(128 * 1024 - 2) + '"';
    for (int i = 1; i <= 20; i++) {
      archive.append(channel, "b" + i, large, NOW);
    }

    var first = archive.after(channel, 0, 100);
    assertThat(first.isLast()).isFalse();
    assertThat(first.messages()).hasSizeLessThan(10);
    assertThat(all(archive, channel)).hasSize(20).allMatch(m -> m.message().equals(large));
  }

  @Test
  void pages_bothDirections_containTheMessagesBetween() {
    for (int i = 1; i <= 7; i++) {
      archive.append(channel, "b" + i, "" + i, NOW);
    }

    assertPage(archive.after(channel, 5, 9), true, 6, 7);
    assertPage(archive.after(channel, 2, 3), false, 3, 4, 5);
    assertPage(archive.after(channel, 7, 3), true);
    assertPage(archive.before(channel, 4, 9), true, 3, 2, 1);
    assertPage(archive.before(channel, Long.MAX_VALUE, 2), false, 7, 6);
    assertPage(archive.before(channel, 1, 2), true);
    assertPage(archive.after(channel + "?", 0, 2), true);
    assertThat(archive.head(channel + "?")).isZero();
  }

  @Test
  void pages_expiredMessages_areNotShown() {
    for (int i = 1; i <= 9; i++) {
      archive.append(channel, "b" + i, "" + i, NOW.plus(Duration.ofHours(i)));
    }
    var later = archive(NOW.plus(KEPT).plus(Duration.ofHours(6)));

    assertPage(later.after(channel, 0, 2), false, 7, 8);
    assertPage(later.before(channel, 8, 20), true, 7);
    assertThat(later.before(channel, 6, 2).messages()).isEmpty();
  }

  /** Property: the search finds what a count finds, whether or not messages have expired. */
  @Test
  void lastBefore_anyInstant_equalsTheCountedPosition() {
    var random = new Random(7);
    for (int length : new int[] {0, 1, 2, 3, 10, 33}) {
      String own = channel + " of " + length;
      var times = new ArrayList<Long>();
      long time = NOW.toEpochMilli();
      for (int i = 1; i <= length; i++) {
        time += random.nextInt(4);
        times.add(time);
        archive.append(own, "b" + i, "" + i, Instant.ofEpochMilli(time));
      }
      int gone = length / 4;
      IntStream.rangeClosed(1, gone).forEach(position -> delete(own, position));
      long from = gone == 0 ? NOW.toEpochMilli() - 2 : times.get(gone - 1) + 1;
      for (long at = from; at < time + 3; at++) {
        long instant = at;
        assertThat(archive.lastBefore(own, Instant.ofEpochMilli(instant)))
            .as("before %d of %s", instant, times)
            .isEqualTo(times.stream().filter(sent -> sent < instant).count());
      }
    }
  }

  private MessageArchive archive(Instant now) {
    return new DynamoMessageArchive(
        tables,
        TABLE,
        KEPT,
        Clock.fixed(now, ZoneOffset.UTC),
        millis -> new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS),
        new Random());
  }

  private static void never(long millis) {
    throw new AssertionError("a pause of " + millis + " ms");
  }

  private static List<ArchivedMessage> all(MessageArchive archive, String channel) {
    var all = new ArrayList<ArchivedMessage>();
    MessageHistory.Page page;
    do {
      long last = all.isEmpty() ? 0 : all.get(all.size() - 1).position();
      page = archive.after(channel, last, 7);
      all.addAll(page.messages());
    } while (!page.isLast());
    return all;
  }

  private static void assertPage(MessageHistory.Page page, boolean isLast, long... positions) {
    assertThat(page.messages().stream().mapToLong(ArchivedMessage::position))
        .containsExactly(LongStream.of(positions).boxed().toArray(Long[]::new));
    assertThat(page.isLast()).isEqualTo(isLast);
  }

  private static Map<String, AttributeValue> row(String channel, long position) {
    return tables.getItem(get -> get.tableName(TABLE).key(key(channel, position))).item();
  }

  private static void delete(String channel, long position) {
    tables.deleteItem(delete -> delete.tableName(TABLE).key(key(channel, position)));
  }

  private static Map<String, AttributeValue> key(String channel, long position) {
    var key = new HashMap<String, AttributeValue>();
    key.put("channel", AttributeValue.fromS(channel));
    key.put("position", AttributeValue.fromN("" + position));
    return key;
  }
}
