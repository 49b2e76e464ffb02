package dev.fanfare.local.physics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TableThroughputTest {
  private static final long SECOND = 1_000_000_000;
  private static final PhysicsSettings AWS = PhysicsSettings.aws("eu-central-2");

  /** Law: a key gets at most its partition's rate, and one second of it at once. */
  @Property(tries = 50)
  void write_anyPattern_aKeyStaysBelowItsPartition(@ForAll long seed) {
    var random = new Random(seed);
    var settings = AWS.with("dynamodb-partition.writes", "20").with("dynamodb-table.writes", "80");
    var table = new TableThroughput(Physics.of(settings), 0);
    Map<Integer, Integer> written = new HashMap<>();
    long now = 0;
    for (int i = 0; i < 1_000; i++) {
      now += random.nextLong(SECOND / 200);
      int key = random.nextInt(3);
      if (table.write(key, 1, now).isEmpty()) {
        written.merge(key, 1, Integer::sum);
      }
      assertThat((double) written.getOrDefault(key, 0))
          .isLessThanOrEqualTo(20 + 20.0 * now / SECOND + 1e-6);
    }
  }

  @Test
  void write_manyKeys_reachFourTimesAPartition() {
    var table = new TableThroughput(Physics.of(AWS), 0);
    int written = 0;
    for (int key = 0; key < 20_000; key++) {
      written += table.write(key, 1, 0).isEmpty() ? 1 : 0;
    }
    // A new table has four partitions.
    assertThat(written).isEqualTo(4_000);
  }

  @Test
  void write_partitionsFarBelowTheTable_areAThousandAtMost() {
    var settings = AWS.with("dynamodb-partition.writes", "0.001");
    var table = new TableThroughput(Physics.of(settings), 0);
    int written = 0;
    for (int key = 0; key < 20_000; key++) {
      written += table.write(key, 1, 0).isEmpty() ? 1 : 0;
    }
    // Each partition has one unit.
    assertThat(written).isEqualTo(1_000);
  }

  @Test
  void write_aHotKey_isRefusedByItsPartition() {
    var table = new TableThroughput(Physics.of(AWS), 0);
    for (int i = 0; i < 1_000; i++) {
      assertThat(table.write(7, 1, 0)).isEmpty();
    }

    assertThat(table.write(7, 1, 0)).contains(Limit.DYNAMODB_PARTITION);
    assertThat(table.read(7, 1, 0)).isEmpty();
    assertThat(table.write(7, 1, SECOND / 1_000)).isEmpty();
  }

  @Test
  void write_unusedThroughput_isKeptForFiveMinutes() {
    var settings = AWS.with("dynamodb-table.writes", "10").with("dynamodb-table.reads", "10");
    long idle = 1_000 * SECOND;
    var table = new TableThroughput(Physics.of(settings), 0);
    int written = 0;
    // The partition allows 1,000 a second.
    for (int second = 0; second < 3; second++) {
      for (int i = 0; i < 1_000; i++) {
        written += table.write(1, 1, idle + second * SECOND).isEmpty() ? 1 : 0;
      }
    }
    assertThat(written).isEqualTo(3_000);
    assertThat(table.write(1, 1, idle + 3 * SECOND)).isEmpty();
    assertThat(new TableThroughput(Physics.of(settings), 0).write(1, 1, 0)).isEmpty();
  }

  @Test
  void chargeRead_aLargeResult_putsThePartitionInDebt() {
    var physics = Physics.of(AWS);
    var table = new TableThroughput(physics, 0);
    table.read(1, 0.5, 0);
    table.chargeRead(1, 6_000, 0);

    assertThat(table.read(1, 0.5, SECOND)).contains(Limit.DYNAMODB_PARTITION);
    assertThat(table.read(1, 0.5, SECOND + SECOND / 100)).isEmpty();
    assertThat(physics.meter().rows(AWS))
        .filteredOn(row -> row.hits() > 0)
        .containsExactly(new LimitMeter.Row("dynamodb-partition", 0, 1, 0));
  }
}
