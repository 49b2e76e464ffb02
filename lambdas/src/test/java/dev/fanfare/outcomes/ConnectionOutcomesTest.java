package dev.fanfare.outcomes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.broadcast.BroadcastBucket.MissingObjectException;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.broadcast.ForwardingBucket;
import dev.fanfare.broadcast.MemoryBucket;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.broadcast.WatchedBucket;
import dev.fanfare.reduce.RandomBroadcast;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConnectionOutcomesTest {
  private static final BroadcastKeys KEYS = new BroadcastKeys("b");
  private static final int SHARDS = 500;
  private static final int LINES = 1_000;

  /**
   * Half a million connections: the input is generated on the fly, and nothing that was read is
   * kept.
   */
  @Test
  void forEach_manyConnections_readsOneShardAtATime() throws Exception {
    var memory = new MemoryBucket();
    var bucket = new WatchedBucket(new Endless(memory));
    memory.write(
        KEYS.round(1),
        "{\"round\":1,\"prefix\":\"%s\",\"shards\":%d,\"manifestKey\":\"manifest\"}"
            .formatted(KEYS.shards("a"), SHARDS));
    memory.write("manifest", "{\"ResultFiles\":{\"SUCCEEDED\":[{\"Key\":\"results\"}]}}");
    memory.write(
        "results",
        IntStream.range(0, SHARDS)
            .mapToObj(shard -> "{\"Output\":\"" + result(shard).replace("\"", "\\\"") + "\"}")
            .collect(Collectors.joining(",", "[", "]")));
    var tally = new EnumMap<Outcome, Long>(Outcome.class);

    try (var outcomes = new ConnectionOutcomes(bucket, report(1))) {
      outcomes.forEach(one -> tally.merge(one.outcome(), 1L, Long::sum));
    }

    assertThat(tally)
        .isEqualTo(
            Map.of(
                Outcome.DELIVERED, (long) SHARDS * (LINES - 2), Outcome.STALE, (long) 2 * SHARDS));
    assertThat(bucket.mostOpen()).as("a result file and a shard").isEqualTo(2);
    assertThat(bucket.open()).isZero();
  }

  @Test
  void close_beforeTheEnd_leavesNothingOpen() throws Exception {
    for (int seed = 0; seed < 30; seed++) {
      var memory = new MemoryBucket();
      RandomBroadcast.run(memory, "b", new Random(seed));
      var bucket = new WatchedBucket(memory);
      var report = ReportedBroadcast.read(bucket, "b").orElseThrow();

      try (var outcomes = new ConnectionOutcomes(bucket, report)) {
        outcomes.nextShard();
        outcomes.nextShard();
      }

      assertThat(bucket.open()).isZero();
    }
  }

  @Test
  void nextShard_roundNotRecorded_isMissing() {
    var outcomes = new ConnectionOutcomes(new MemoryBucket(), report(1));

    assertThatThrownBy(outcomes::nextShard)
        .isInstanceOf(MissingObjectException.class)
        .hasMessage("there is no object broadcasts/b/rounds/1.json");
  }

  @Test
  void skip_moreThanThereAre_fails() throws Exception {
    var bucket = new MemoryBucket();
    bucket.write(KEYS.round(1), "{\"round\":1,\"prefix\":\"p/\",\"shards\":3}");

    assertThatThrownBy(() -> new ConnectionOutcomes(bucket, report(1)).skip(4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there are only 3 shards, not 4");
  }

  /** Before refusals became final, a refused connection was in the shards of the next round. */
  @Test
  void forEach_olderReport_leavesTheRefusedToTheNextRound() throws Exception {
    var bucket = new MemoryBucket();
    for (int round = 1; round <= 2; round++) {
      String prefix = round == 1 ? KEYS.shards("a") : KEYS.missed(1);
      String shard = BroadcastKeys.shard(prefix, 0);
      bucket.write(shard, "[\"c1\",\"ann\",1]\n");
      bucket.write(
          KEYS.round(round),
          """
          {"round":%d,"prefix":"%s","shards":1,"onlyResult":{"shardKey":"%s","finished":true,
           "progress":{"offset":1,"pending":"","failures":{},"posts":1,"latency":"",
             "outcomes":{"refused":1},"undelivered":{"refused":"0"}}}}"""
              .formatted(round, prefix, shard));
    }
    var collected = new ArrayList<ConnectionOutcome>();

    try (var outcomes = new ConnectionOutcomes(bucket, report(2))) {
      outcomes.forEach(collected::add);
    }

    assertThat(collected).singleElement().satisfies(one -> assertThat(one.round()).isEqualTo(2));
  }

  @Test
  void read_noReport_isEmpty() throws Exception {
    assertThat(ReportedBroadcast.read(new MemoryBucket(), "b")).isEmpty();
  }

  private static ReportedBroadcast report(int rounds) {
    return new ReportedBroadcast(
        "b",
        null,
        null,
        0,
        Map.of(),
        rounds,
        new ReportedBroadcast.MissedShards(KEYS.missed(rounds), 0, null, null),
        null);
  }

  private static String result(int shard) {
    return """
    {"shardKey":"%s","finished":true,"progress":{"offset":%d,"pending":"","failures":{},"posts":9,\
    "outcomes":{"delivered":%d,"stale":2},"undelivered":{"stale":"7,9"},"latency":""}}"""
        .formatted(BroadcastKeys.shard(KEYS.shards("a"), shard), LINES, LINES - 2);
  }

  /** Generates the lines of shards during the read. */
  private static final class Endless extends ForwardingBucket {
    private static final byte[] SHARD =
        IntStream.range(0, LINES)
            .mapToObj(line -> "[\"L0SM9cOFvHcC" + line + "\",\"user\",1763800000123]\n")
            .collect(Collectors.joining())
            .getBytes(StandardCharsets.UTF_8);

    private Endless(MemoryBucket bucket) {
      super(bucket);
    }

    @Override
    public InputStream open(String key) {
      return key.startsWith(KEYS.shards("a")) ? new ByteArrayInputStream(SHARD) : super.open(key);
    }
  }
}
