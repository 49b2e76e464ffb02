package dev.fanfare.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.channels.sessions.ConnectionRemover;
import dev.fanfare.channels.sessions.Session;
import dev.fanfare.channels.sessions.SessionCloser;
import dev.fanfare.config.RecordingLogger;
import dev.fanfare.dynamodb.MemoryTables;
import dev.fanfare.tables.StaleRow;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class PruningTest {
  private static final String CONNECTIONS = "connections";
  private static final String STALE = "stale";
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(8_500), ZoneOffset.UTC);

  private final RecordingLogger log = new RecordingLogger();

  private final MemoryTables tables =
      new MemoryTables()
          .with(CONNECTIONS, "user_id", "connection_id")
          .with(STALE, StaleRow.PARTITION, StaleRow.CONNECTION_ID);
  private final Pruning pruning =
      new Pruning(
          new DynamoStaleRecords(tables, STALE),
          new SessionCloser(this::end),
          CLOCK,
          Runnable::run);

  @Property(tries = 100)
  void prune_anyPagesAndInvocations_deletesExactlyTheStaleConnections(
      @ForAll @IntRange(max = 200) int connections,
      @ForAll @IntRange(min = 1, max = 9) int pageSize,
      @ForAll @IntRange(min = 1, max = 5) int pagesPerInvocation) {
    tables
        .rows(CONNECTIONS)
        .forEach(row -> tables.deleteItem(d -> d.tableName(CONNECTIONS).key(key(row))));
    tables.pages(pageSize);
    String broadcast = "b" + connections + "-" + pageSize + "-" + pagesPerInvocation;
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
      PruneCursor before = at;
      at = pruning.prune(broadcast, before, pagesEach(pagesPerInvocation), log);
      // A retried invocation deletes nothing more and counts nothing twice.
      assertThat(pruning.prune(broadcast, before, pagesEach(pagesPerInvocation), log))
          .isEqualTo(at);
    }

    assertThat(at.pruned()).isEqualTo(stale);
    assertThat(tables.rows(CONNECTIONS))
        .hasSize(connections - stale)
        .allMatch(row -> Integer.parseInt(row.get("connection_id").s().substring(1)) % 3 == 0);
  }

  @Test
  void prune_noStaleConnections_readsEachPartitionOnce() {
    var asked = new ArrayList<Integer>();
    StaleRecords none =
        (broadcastId, partition, after) -> {
          asked.add(partition);
          return new StaleRecords.Page(List.of(), true);
        };

    PruneCursor reached =
        pruning(
                none,
                (connections, at, estimated) -> {
                  throw new AssertionError("nothing to delete");
                })
            .prune("b", PruneCursor.START, () -> false, log);

    assertThat(reached.isFinished()).isTrue();
    assertThat(reached.pruned()).isZero();
    assertThat(asked).hasSize(StaleRow.PARTITIONS).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void prune_recordsOfAnotherBroadcast_areKept() {
    connect("alice", "c1");
    record("other", "alice", "c1");

    pruning.prune("b", PruneCursor.START, () -> false, log);

    assertThat(tables.rows(CONNECTIONS)).hasSize(1);
  }

  @Test
  void prune_finished_staysFinished() {
    var end = new PruneCursor(List.of(), 7);

    assertThat(pruning.prune("b", end, () -> false, log)).isEqualTo(end);
  }

  @Test
  void prune_staleConnection_endsAnEstimatedSession() {
    connect("alice", "c1");
    record("b", "alice", "c1");

    pruning.prune("b", PruneCursor.START, () -> false, log);

    assertThat(log.lines())
        .singleElement()
        .asString()
        .contains("\"SessionSeconds\":7", "\"estimated\":true", "\"connectionId\":\"c1\"");
  }

  @Test
  void prune_nothingCanBePruned_failsWithItsReason() {
    connect("alice", "c1");
    record("b", "alice", "c1");
    int partition = partition("b", "c1");
    var only = new PruneCursor(List.of(new PruneCursor.Position(partition, null)), 0);
    var failing = pruning(new DynamoStaleRecords(tables, STALE), this::fail);

    assertThatThrownBy(() -> failing.prune("b", only, () -> false, log))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("still unprocessed");
  }

  /** One failed partition must not cause the work of the others to be repeated. */
  @Test
  void prune_onePartitionFails_staysThereWhileTheOthersContinue() {
    connect("alice", "c1");
    record("b", "alice", "c1");
    var failing = pruning(new DynamoStaleRecords(tables, STALE), this::fail);

    PruneCursor reached = failing.prune("b", PruneCursor.START, () -> false, log);

    assertThat(reached)
        .isEqualTo(
            new PruneCursor(List.of(new PruneCursor.Position(partition("b", "c1"), null)), 0));
    assertThat(log.lines())
        .singleElement()
        .asString()
        .contains("[WARN] broadcast b: ", "still unprocessed");
    assertThat(pruning.prune("b", reached, () -> false, log))
        .isEqualTo(new PruneCursor(List.of(), 1));
  }

  /** Pruning handles the partitions in parallel: no partition waits for another. */
  @Test
  void prune_manyPartitions_arePrunedConcurrently() throws Exception {
    var all = new CyclicBarrier(StaleRow.PARTITIONS);
    StaleRecords together =
        (broadcastId, partition, after) -> {
          try {
            all.await(10, TimeUnit.SECONDS);
          } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("the partitions are read one after another", e);
          }
          return new StaleRecords.Page(List.of(), true);
        };
    var executor = Executors.newFixedThreadPool(StaleRow.PARTITIONS);
    try {
      var parallel = new Pruning(together, new SessionCloser(this::end), CLOCK, executor);

      assertThat(parallel.prune("b", PruneCursor.START, () -> false, log).isFinished()).isTrue();
    } finally {
      executor.shutdown();
    }
  }

  private Pruning pruning(StaleRecords records, ConnectionRemover remover) {
    return new Pruning(records, new SessionCloser(remover), CLOCK, Runnable::run);
  }

  private List<Session> fail(List<Connection> connections, long endedAt, boolean estimated) {
    throw new IllegalStateException("still unprocessed");
  }

  /** Time is up after this many pages of each partition. Partitions run one after another here. */
  private static BooleanSupplier pagesEach(int most) {
    var pages = new AtomicInteger();
    return () -> pages.incrementAndGet() % most == 0;
  }

  private static int partition(String broadcastId, String connectionId) {
    String name = StaleRow.partitionOf(broadcastId, connectionId);
    return Integer.parseInt(name.substring(name.indexOf('#') + 1));
  }

  /** The part of ending a connection that matters to pruning: deletes the row once. */
  private List<Session> end(List<Connection> connections, long endedAt, boolean estimated) {
    var ended = new ArrayList<Session>();
    for (Connection connection : connections) {
      var key =
          Map.of(
              "user_id", AttributeValue.fromS(connection.userId()),
              "connection_id", AttributeValue.fromS(connection.id()));
      if (tables.rows(CONNECTIONS).stream().anyMatch(row -> key(row).equals(key))) {
        tables.deleteItem(delete -> delete.tableName(CONNECTIONS).key(key));
        ended.add(new Session(connection, new TreeSet<>(), endedAt, estimated));
      }
    }
    return ended;
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
