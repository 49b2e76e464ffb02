package dev.fanfare.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class BatchWritesTest {
  private static final String TABLE = "connections";

  private final MemoryTables tables = new MemoryTables().with(TABLE, "user_id", "connection_id");
  private final List<Long> pauses = new ArrayList<>();
  private final BatchWrites writes = new BatchWrites(tables, TABLE, pauses::add, new Random(1));

  @Test
  void write_noRequests_makesNoCall() {
    writes.write(List.of());

    assertThat(tables.batchSizes()).isEmpty();
  }

  @Test
  void write_manyRequests_usesBatchesOfTwentyFive() {
    writes.write(puts(60));

    assertThat(tables.batchSizes()).containsExactly(25, 25, 10);
    assertThat(tables.rows(TABLE)).hasSize(60);
    assertThat(pauses).isEmpty();
  }

  @Test
  void write_partUnprocessed_writesOnlyThatPartAgainAfterAPause() {
    tables.leavesUndone(size -> size > 5 ? size / 2 : 0);

    writes.write(puts(25));

    assertThat(tables.batchSizes()).containsExactly(25, 12, 6, 3);
    assertThat(tables.rows(TABLE)).hasSize(25);
    assertThat(pauses).hasSize(3);
  }

  @Test
  void write_repeatedly_pausesBelowACeilingThatDoubles() {
    tables.leavesUndone(size -> 1);

    assertThatThrownBy(() -> writes.write(puts(3))).isInstanceOf(IllegalStateException.class);

    assertThat(pauses).hasSize(7);
    for (int i = 0; i < pauses.size(); i++) {
      assertThat(pauses.get(i)).isBetween(0L, 100L << i);
    }
  }

  @Test
  void write_unprocessedInTheEnd_failsAndSkipsTheRest() {
    tables.leavesUndone(size -> size == 25 ? 2 : size == 2 ? 2 : 0);

    assertThatThrownBy(() -> writes.write(puts(50)))
        .hasMessage("2 writes to connections still unprocessed after 8 attempts");
    assertThat(tables.batchSizes()).containsExactly(25, 2, 2, 2, 2, 2, 2, 2);
  }

  @Test
  void write_interruptedDuringAPause_stopsAndStaysInterrupted() {
    tables.leavesUndone(size -> 1);
    var interrupted =
        new BatchWrites(
            tables,
            TABLE,
            millis -> {
              throw new InterruptedException();
            },
            new Random(1));

    assertThatThrownBy(() -> interrupted.write(puts(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("interrupted while writing to connections");
    assertThat(Thread.interrupted()).isTrue();
  }

  private static List<WriteRequest> puts(int count) {
    return IntStream.range(0, count).mapToObj(BatchWritesTest::put).toList();
  }

  private static WriteRequest put(int number) {
    var row =
        Map.of(
            "user_id", AttributeValue.fromS("u" + number),
            "connection_id", AttributeValue.fromS("c" + number));
    return WriteRequest.builder().putRequest(put -> put.item(row)).build();
  }
}
