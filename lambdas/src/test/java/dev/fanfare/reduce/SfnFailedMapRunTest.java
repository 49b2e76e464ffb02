package dev.fanfare.reduce;

import static dev.fanfare.broadcast.Outcome.DELIVERED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.MemoryBucket;
import dev.fanfare.broadcast.Progress;
import dev.fanfare.outcomes.ReportedBroadcast;
import dev.fanfare.reduce.ReduceOutcomesPayload.EndedRound;
import dev.fanfare.reduce.ReduceOutcomesPayload.Plan;
import dev.fanfare.reduce.ReduceOutcomesPayload.ShardResults;
import dev.fanfare.text.Json;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** A failed Map Run: the known results of its children count, and the rest is missed. */
class SfnFailedMapRunTest {
  private static final String ID = "sale";
  private static final BroadcastKeys KEYS = new BroadcastKeys(ID);
  private static final String PREFIX = KEYS.shards("first");
  private static final String FAILURE = "States.ResultWriterFailed: Access Denied";

  private final MemoryBucket bucket = new MemoryBucket();
  private final MemoryMapRuns mapRuns = new MemoryMapRuns();
  private final Reducer reducer =
      Reducing.reducer(bucket, (id, stale) -> {}, mapRuns, 100, Clock.systemUTC());

  @Test
  void reduce_noMapRun_missesEverybody() throws Exception {
    PushedShard.write(bucket, PREFIX, 3, 2);

    Report report = Reducing.atOnce(reducer, payload(1, 5, PREFIX));

    assertThat(report.tally().outcomes()).containsEntry("unreachable", 5L);
    assertThat(report.pushed().mapRunFailure()).isEqualTo(FAILURE);
    assertThat(bucket.connections(report.toRetry().missedPrefix())).hasSize(5);
    assertThat(ReportedBroadcast.read(bucket, ID).orElseThrow().allMissed().count()).isEqualTo(1);
  }

  @Test
  void reduce_manifestExists_isReadInsteadOfTheChildren() throws Exception {
    List<String> shards = PushedShard.write(bucket, PREFIX, 3, 2);
    new MapRun(KEYS.outcomes("run-1")).finished(shards.get(0), delivered(3)).write(bucket);
    mapRuns.add("run-1").succeeded(shards.get(1), delivered(2));

    Report report = Reducing.atOnce(reducer, payload(1, 5, PREFIX));

    assertThat(report.tally().outcomes())
        .containsEntry("delivered", 3L)
        .containsEntry("unreachable", 2L);
    assertThat(mapRuns.described()).isZero();
  }

  @Test
  void reduce_noManifest_readsTheSuccessfulChildren() throws Exception {
    List<String> shards = PushedShard.write(bucket, PREFIX, 3, 2, 4, 1);
    mapRuns
        .add("run-1")
        .succeeded(shards.get(0), delivered(3))
        .aborted(shards.get(1))
        .succeeded(shards.get(3), delivered(1))
        .running(shards.get(2));

    Report report = Reducing.atOnce(reducer, payload(1, 10, PREFIX));

    assertThat(report.tally().outcomes())
        .containsEntry("delivered", 4L)
        .containsEntry("unreachable", 6L);
    assertThat(bucket.connections(report.toRetry().missedPrefix()))
        .extracting(Connection::id)
        .containsExactlyInAnyOrder("c1-0", "c1-1", "c2-0", "c2-1", "c2-2", "c2-3");
    assertThat(mapRuns.described()).as("only those that can have an output").isEqualTo(2);
  }

  /** The pusher of a stopped child continues; the books do not include its later posts. */
  @Test
  void reduce_childSucceedsLater_isNotCountedTwice() throws Exception {
    List<String> shards = PushedShard.write(bucket, PREFIX, 3, 2);
    mapRuns.add("run-1").succeeded(shards.get(0), delivered(3)).running(shards.get(1));

    Report first = Reducing.atOnce(reducer, payload(1, 5, PREFIX));
    mapRuns.add("run-1").succeeded(shards.get(1), delivered(2));
    Report again = Reducing.atOnce(reducer, payload(1, 5, PREFIX));

    assertThat(again.tally().outcomes())
        .isEqualTo(first.tally().outcomes())
        .containsEntry("unreachable", 2L);
  }

  /**
   * This round's Map failed before it had a Map Run, so the latest Map Run belongs to the previous
   * round.
   */
  @Test
  void reduce_mapRunOfAnEarlierRound_isIgnored() throws Exception {
    List<String> shards = PushedShard.write(bucket, PREFIX, 3);
    mapRuns.add("run-1").succeeded(shards.get(0), delivered(3));
    PushedShard.write(bucket, KEYS.missed(1), 2, 1);

    Report report = Reducing.atOnce(reducer, payload(2, 3, KEYS.missed(1)));

    assertThat(report.tally().outcomes())
        .containsEntry("unreachable", 3L)
        .containsEntry("delivered", 0L);
  }

  @Test
  void reduce_severalMapRuns_readsTheLatest() throws Exception {
    List<String> shards = PushedShard.write(bucket, PREFIX, 3);
    mapRuns.add("run-1");
    mapRuns.add("run-2").succeeded(shards.get(0), delivered(3));

    assertThat(Reducing.atOnce(reducer, payload(1, 3, PREFIX)).status().complete()).isTrue();
  }

  @Test
  void reduce_thousandsOfChildren_continuesPageByPageInSeveralCalls() throws Exception {
    int[] sizes = IntStream.generate(() -> 1).limit(250).toArray();
    List<String> shards = PushedShard.write(bucket, PREFIX, sizes);
    var run = mapRuns.add("run-1");
    shards.forEach(shard -> run.succeeded(shard, delivered(1)));
    ReduceOutcomesPayload payload = payload(1, 250, PREFIX);

    var first = reducer.reduce(payload, "a", () -> true);
    Report report = Reducing.inPieces(reducer, Reducing.with(payload, first.cursor()), () -> true);

    assertThat(first.cursor().collected().files()).isEqualTo(1);
    assertThat(Json.MAPPER.writeValueAsString(first.cursor()).length()).isLessThan(1_000);
    assertThat(report.tally().outcomes()).containsEntry("delivered", 250L);
    assertThat(mapRuns.described()).isEqualTo(250);
  }

  @Test
  void reduce_throttledCalls_areRetried() throws Exception {
    List<String> shards = PushedShard.write(bucket, PREFIX, 3, 2);
    mapRuns
        .add("run-1")
        .succeeded(shards.get(0), delivered(3))
        .succeeded(shards.get(1), delivered(2));
    mapRuns.failCalls(4, "ThrottlingException");

    assertThat(Reducing.atOnce(reducer, payload(1, 5, PREFIX)).status().complete()).isTrue();
  }

  @Test
  void reduce_deniedCall_fails() {
    PushedShard.write(bucket, PREFIX, 3);
    mapRuns.add("run-1");
    mapRuns.failCalls(1, "AccessDeniedException");

    assertThatThrownBy(() -> Reducing.atOnce(reducer, payload(1, 3, PREFIX)))
        .isInstanceOf(SfnException.class);
  }

  private static Progress delivered(int lines) {
    return PushedShard.progress(Collections.nCopies(lines, DELIVERED));
  }

  private static ReduceOutcomesPayload payload(int round, long planned, String prefix) {
    var settled = round == 1 ? null : new SettledResults(Map.of(), 0, "", 0, null);
    return new ReduceOutcomesPayload(
        ID,
        new Plan(null, planned, null, null),
        new EndedRound(round, null, prefix, ShardResults.ofFailedMapRun(FAILURE)),
        settled,
        Reducing.EXECUTION,
        null);
  }
}
