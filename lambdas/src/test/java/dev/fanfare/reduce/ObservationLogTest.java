package dev.fanfare.reduce;

import static dev.fanfare.broadcast.Outcome.DELIVERED;
import static dev.fanfare.broadcast.Outcome.SLOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.broadcast.MemoryBucket;
import dev.fanfare.broadcast.Progress;
import dev.fanfare.estimate.Observation;
import dev.fanfare.estimate.Observations;
import dev.fanfare.reduce.ReduceOutcomesPayload.EndedRound;
import dev.fanfare.reduce.ReduceOutcomesPayload.Plan;
import dev.fanfare.reduce.ReduceOutcomesPayload.ShardResults;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The data about a broadcast that the reducer keeps for the estimates of later ones. */
class ObservationLogTest {
  private static final String ID = "spring-sale";
  private static final String PREFIX = "broadcasts/spring-sale/shards/first/";
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:12.345Z");
  private static final String STARTED_AT = "2026-11-22T08:00:00Z";

  private final MemoryBucket bucket = new MemoryBucket();
  private final Reducer reducer =
      Reducing.reducer(bucket, (id, connections) -> {}, 3, Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void reduce_allDelivered_isStoredForLaterEstimates() throws Exception {
    remember(PushedShard.progress(List.of(DELIVERED, DELIVERED)));

    assertThat(Observations.in(bucket).broadcasts())
        .containsExactly(
            new Observation(
                ID,
                2,
                1,
                new Observation.Posts(8_000, 100, 20_095),
                new Observation.Times(2_000, 10_345, 1)));
  }

  @Test
  void reduce_missedConnections_isNotStoredForEstimates() throws Exception {
    remember(PushedShard.progress(List.of(DELIVERED, SLOW)));

    assertThat(Observations.in(bucket)).isEqualTo(Observations.NOTHING);
  }

  private void remember(Progress progress) throws IOException {
    List<String> shards = PushedShard.write(bucket, PREFIX, 2);
    var results = MapRun.ofBroadcast(ID).finished(shards.get(0), progress).write(bucket);
    var estimate =
        Json.MAPPER
            .createObjectNode()
            .put("allowedPostsPerSecond", 8_000.0)
            .put("postsUnderWay", 100);
    String plannedAt = Instant.parse(STARTED_AT).plusSeconds(2).toString();
    Reducing.atOnce(
        reducer,
        new ReduceOutcomesPayload(
            ID,
            new Plan(STARTED_AT, 2, plannedAt, estimate),
            new EndedRound(1, null, PREFIX, ShardResults.ofMapRun(results)),
            null,
            null,
            null));
  }
}
