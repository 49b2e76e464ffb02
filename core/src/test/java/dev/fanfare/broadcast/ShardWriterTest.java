package dev.fanfare.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ShardWriterTest {
  private static final String PREFIX = "broadcasts/b/shards/a/";

  @Property(tries = 100)
  void add_anyNumber_fillsShardsInOrder(
      @ForAll @IntRange(min = 1, max = 20) int shardSize, @ForAll @IntRange(max = 100) int count)
      throws Exception {
    var bucket = new MemoryBucket();
    var shards = new ShardWriter(bucket, PREFIX, shardSize, 0, 0);
    for (int i = 0; i < count; i++) {
      shards.add(new Connection("c" + i, "u", i));
    }
    shards.flush();
    shards.flush();

    assertThat(shards.connections()).isEqualTo(count);
    assertThat(shards.shards()).isEqualTo((count + shardSize - 1) / shardSize);
    assertThat(bucket.list(PREFIX)).hasSize(shards.shards());
    assertThat(bucket.connections(PREFIX))
        .extracting(Connection::connectedAt)
        .hasSize(count)
        .isSorted();
  }

  @Test
  void flush_afterEarlierShards_continuesCounting() {
    var bucket = new MemoryBucket();
    var shards = new ShardWriter(bucket, PREFIX, 10, 12, 115);
    shards.add(new Connection("c", "u", 0));
    shards.flush();

    assertThat(bucket.list(PREFIX)).containsExactly(PREFIX + "00012.jsonl");
    assertThat(shards.shards()).isEqualTo(13);
    assertThat(shards.connections()).isEqualTo(116);
  }
}
