package dev.fanfare.reduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.broadcast.MemoryBucket;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.reduce.ReduceOutcomesPayload.EndedRound;
import dev.fanfare.reduce.ReduceOutcomesPayload.Plan;
import dev.fanfare.reduce.ReduceOutcomesPayload.ShardResults;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The records that a round leaves, and whether another round follows. */
class ReducerRoundTest {
  private static final String ID = "spring-sale";
  private static final String PREFIX = "broadcasts/spring-sale/shards/first/";
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:12.345Z");

  private final MemoryBucket bucket = new MemoryBucket();
  private final Reducer reducer =
      Reducing.reducer(bucket, (id, connections) -> {}, 3, Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void reduce_timeUpAtTheLastShard_finishes() throws Exception {
    var reduced = reducer.reduce(payload(false, Outcome.DELIVERED), "call", () -> true);

    assertThat(reduced.cursor()).isNull();
    assertThat(reduced.report().tally().outcomes()).containsEntry("delivered", 1L);
  }

  /** Later broadcasts use this record to find the shards of this broadcast. */
  @Test
  void reduce_anyRound_recordsTheLocationOfItsShards() throws Exception {
    Reducing.atOnce(reducer, payload(false, Outcome.DELIVERED));

    assertThat(bucket.text("broadcasts/spring-sale/rounds/1.json"))
        .contains("\"prefix\":\"" + PREFIX + '"', "\"shards\":1");
  }

  @Test
  void reduce_onlyRefused_isFinalUnlessAnOlderStateMachineContinues() throws Exception {
    assertThat(Reducing.atOnce(reducer, payload(false, Outcome.REFUSED)).status().isFinal())
        .isTrue();
    assertThat(Reducing.atOnce(reducer, payload(false, Outcome.SLOW)).status().isFinal()).isFalse();
    assertThat(Reducing.atOnce(reducer, payload(true, Outcome.SLOW)).status().isFinal()).isTrue();

    assertThat(Reducing.atOnce(reducer, payload(null, Outcome.REFUSED)).status().isFinal())
        .isFalse();
    assertThat(Reducing.atOnce(reducer, payload(null, Outcome.DELIVERED)).status().isFinal())
        .isTrue();
  }

  /** The first round of a broadcast to one connection. */
  private ReduceOutcomesPayload payload(Boolean lastRound, Outcome outcome) throws IOException {
    String shard = PushedShard.write(bucket, PREFIX, 1).get(0);
    MapRun results = MapRun.ofBroadcast(ID).finished(shard, PushedShard.progress(List.of(outcome)));
    return new ReduceOutcomesPayload(
        ID,
        new Plan("2026-11-22T08:00:00Z", 1, null, null),
        new EndedRound(1, lastRound, PREFIX, ShardResults.ofMapRun(results.write(bucket))),
        null,
        null,
        null);
  }
}
