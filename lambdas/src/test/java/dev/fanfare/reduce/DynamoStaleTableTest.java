package dev.fanfare.reduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.dynamodb.BatchWrites;
import dev.fanfare.dynamodb.MemoryTables;
import dev.fanfare.tables.StaleRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoStaleTableTest {
  private static final String TABLE = "stale";
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00.250Z");

  private final MemoryTables tables =
      new MemoryTables().with(TABLE, StaleRow.PARTITION, StaleRow.CONNECTION_ID);
  private final StaleTable table =
      new DynamoStaleTable(
          new BatchWrites(tables, TABLE, millis -> {}, new Random(1)),
          Clock.fixed(NOW, ZoneOffset.UTC),
          Duration.ofDays(14));

  @Test
  void record_connection_writesARowThatExpiresWithTheRetention() {
    table.record("b", List.of(new Connection("c1", "alice", 7)));

    assertThat(tables.rows(TABLE))
        .containsExactly(
            Map.of(
                "broadcast_partition", AttributeValue.fromS(StaleRow.partitionOf("b", "c1")),
                "connection_id", AttributeValue.fromS("c1"),
                "user_id", AttributeValue.fromS("alice"),
                "connected_at", AttributeValue.fromN("7"),
                "recorded_at", AttributeValue.fromN("1795334400250"),
                "expires_at", AttributeValue.fromN("1796544000")));
  }

  @Test
  void record_twice_leavesOneRow() {
    table.record("b", List.of(new Connection("c1", "alice", 7)));
    table.record("b", List.of(new Connection("c1", "alice", 7)));

    assertThat(tables.rows(TABLE)).hasSize(1);
  }

  @Test
  void staleBatches_many_areWrittenInBatchesThatDynamoDbAccepts() {
    var sizes = new ArrayList<Integer>();
    var batches =
        new StaleBatches((id, connections) -> sizes.add(connections.size()), "b", Runnable::run);
    for (int i = 0; i < 60; i++) {
      batches.add(new Connection("c" + i, "u", 0));
    }
    batches.flush();
    batches.flush();

    assertThat(sizes).containsExactly(25, 25, 10);
  }

  /** None of the eight calls returns before all have started. */
  @Test
  void staleBatches_many_areWrittenConcurrently() {
    var together = new CountDownLatch(8);
    var recorded = new AtomicInteger();
    var threads = Executors.newFixedThreadPool(8);
    try {
      var batches =
          new StaleBatches(
              (id, connections) -> {
                together.countDown();
                await(together);
                recorded.addAndGet(connections.size());
              },
              "b",
              threads);
      for (int i = 0; i < 8 * 25; i++) {
        batches.add(new Connection("c" + i, "u", 0));
      }
      batches.flush();
    } finally {
      threads.shutdownNow();
    }

    assertThat(recorded).hasValue(8 * 25);
  }

  @Test
  void staleBatches_failedWrite_failsTheFlush() {
    var batches =
        new StaleBatches(
            (id, connections) -> {
              throw new IllegalArgumentException("no such table");
            },
            "b",
            Runnable::run);
    batches.add(new Connection("c1", "u", 0));

    assertThatThrownBy(batches::flush)
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("no such table");
  }

  /** DynamoDB refuses a batch that names a row twice, which would fail the whole broadcast. */
  @Test
  void staleBatches_connectionOfTwoUsers_isWrittenOncePerBatch() {
    var recorded = new ArrayList<String>();
    var batches =
        new StaleBatches(
            (id, all) -> all.forEach(c -> recorded.add(c.id() + c.userId())), "b", Runnable::run);
    batches.add(new Connection("c1", "alice", 0));
    batches.add(new Connection("c2", "alice", 0));
    batches.add(new Connection("c1", "bob", 0));
    batches.flush();

    assertThat(recorded).hasSize(2).contains("c2alice");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
