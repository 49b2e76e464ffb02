package dev.fanfare.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.broadcast.ChannelPatterns;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.StaleRow;
import dev.fanfare.channels.PresenceNotices;
import dev.fanfare.channels.Session;
import dev.fanfare.config.MemoryTables;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class PruningTest {
  private static final String CONNECTIONS = "connections";
  private static final String STALE = "stale";
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(8_500), ZoneOffset.UTC);
  private static final PresenceNotices NO_NOTICES =
      new PresenceNotices(new ChannelPatterns(List.of()), request -> {});

  private final List<String> log = new ArrayList<>();

  private final MemoryTables tables =
      new MemoryTables()
          .with(CONNECTIONS, "user_id", "connection_id")
          .with(STALE, StaleRow.PARTITION, StaleRow.CONNECTION_ID);
  private final Pruning pruning =
      new Pruning(
          new DynamoStaleRecords(tables, STALE),
          new ConcurrentDepartures(this::end, NO_NOTICES, CLOCK, Runnable::run));

  @Property(tries = 100)
  void prune_anyPagesAndStretches_deletesExactlyTheStale(
      @ForAll @IntRange(max = 200) int connections,
      @ForAll @IntRange(min = 1, max = 9) int pageSize,
      @ForAll @IntRange(min = 1, max = 5) int pagesPerStretch) {
    tables
        .rows(CONNECTIONS)
        .forEach(row -> tables.deleteItem(d -> d.tableName(CONNECTIONS).key(key(row))));
    tables.pages(pageSize);
    String broadcast = "b" + connections + "-" + pageSize + "-" + pagesPerStretch;
    int stale = 0;
    for (int i = 0; i < connections; i++) {
      connect("u" + i % 7, "c" + i);
      if (i % 3 > 0) {
        record(broadcast, "u" + i % 7, "c" + i);
        stale++;
      }
    }

    PruneCursor at = PruneCursor.START;
    while (!at.isFinished()) {
      var pages = new AtomicInteger();
      PruneCursor before = at;
      at =
          pruning.prune(
              broadcast, before, () -> pages.incrementAndGet() >= pagesPerStretch, log::add);
      // A stretch that is tried again deletes nothing more and counts nothing twice.
      pages.set(0);
      assertThat(
              pruning.prune(
                  broadcast, before, () -> pages.incrementAndGet() >= pagesPerStretch, log::add))
          .isEqualTo(at);
    }

    assertThat(at.pruned()).isEqualTo(stale);
    assertThat(tables.rows(CONNECTIONS))
        .hasSize(connections - stale)
        .allMatch(row -> Integer.parseInt(row.get("connection_id").s().substring(1)) % 3 == 0);
  }

  @Test
  void prune_nobodyStale_looksIntoAllPartitionsOnce() {
    var asked = new ArrayList<Integer>();
    StaleRecords none =
        (broadcastId, partition, after) -> {
          asked.add(partition);
          return new StaleRecords.Page(List.of(), true);
        };

    PruneCursor reached =
        new Pruning(
                none,
                (doomed, into) -> {
                  throw new AssertionError("nothing to delete");
                })
            .prune("b", PruneCursor.START, () -> false, log::add);

    assertThat(reached.isFinished()).isTrue();
    assertThat(reached.pruned()).isZero();
    assertThat(asked).hasSize(StaleRow.PARTITIONS).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void prune_anotherBroadcast_isLeftAlone() {
    connect("alice", "c1");
    record("other", "alice", "c1");

    pruning.prune("b", PruneCursor.START, () -> false, log::add);

    assertThat(tables.rows(CONNECTIONS)).hasSize(1);
  }

  @Test
  void prune_finished_staysFinished() {
    var end = new PruneCursor(StaleRow.PARTITIONS, null, 7);

    assertThat(pruning.prune("b", end, () -> false, log::add)).isEqualTo(end);
  }

  @Test
  void prune_stale_isEndedAsEstimatedWithItsBeginning() {
    connect("alice", "c1");
    record("b", "alice", "c1");

    pruning.prune("b", PruneCursor.START, () -> false, log::add);

    assertThat(log)
        .singleElement()
        .asString()
        .contains("\"SessionSeconds\":7", "\"estimated\":true", "\"connectionId\":\"c1\"");
  }

  @Test
  void prune_departureFails_failsWithItsReason() {
    connect("alice", "c1");
    record("b", "alice", "c1");
    var failing =
        new ConcurrentDepartures(
            (connection, at, estimated) -> {
              throw new IllegalStateException("left undone");
            },
            NO_NOTICES,
            CLOCK,
            Runnable::run);
    var pruning = new Pruning(new DynamoStaleRecords(tables, STALE), failing);

    assertThatThrownBy(() -> pruning.prune("b", PruneCursor.START, () -> false, log::add))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("left undone");
  }

  /** As far as it concerns pruning: the row goes, once. */
  private Optional<Session> end(Connection connection, long endedAt, boolean estimated) {
    var key =
        Map.of(
            "user_id", AttributeValue.fromS(connection.userId()),
            "connection_id", AttributeValue.fromS(connection.id()));
    if (tables.rows(CONNECTIONS).stream().noneMatch(row -> key(row).equals(key))) {
      return Optional.empty();
    }
    tables.deleteItem(delete -> delete.tableName(CONNECTIONS).key(key));
    return Optional.of(new Session(connection, new TreeSet<>(), endedAt, estimated));
  }

  private void connect(String userId, String connectionId) {
    tables.put(
        CONNECTIONS,
        Map.of(
            "user_id", AttributeValue.fromS(userId),
            "connection_id", AttributeValue.fromS(connectionId)));
  }

  private void record(String broadcastId, String userId, String connectionId) {
    var connection = new Connection(connectionId, userId, 0);
    tables.put(
        STALE,
        Map.of(
            StaleRow.PARTITION,
            AttributeValue.fromS(StaleRow.partitionOf(broadcastId, connection.id())),
            StaleRow.CONNECTION_ID,
            AttributeValue.fromS(connection.id()),
            StaleRow.USER_ID,
            AttributeValue.fromS(connection.userId()),
            StaleRow.CONNECTED_AT,
            AttributeValue.fromN("1000")));
  }

  private static Map<String, AttributeValue> key(Map<String, AttributeValue> row) {
    return Map.of("user_id", row.get("user_id"), "connection_id", row.get("connection_id"));
  }
}
