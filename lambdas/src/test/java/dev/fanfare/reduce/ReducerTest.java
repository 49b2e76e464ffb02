package dev.fanfare.reduce;

import static dev.fanfare.broadcast.Outcome.DELIVERED;
import static dev.fanfare.broadcast.Outcome.EXPIRED;
import static dev.fanfare.broadcast.Outcome.REFUSED;
import static dev.fanfare.broadcast.Outcome.SLOW;
import static dev.fanfare.broadcast.Outcome.STALE;
import static dev.fanfare.broadcast.Outcome.UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.broadcast.Books;
import dev.fanfare.broadcast.BroadcastBucket.MissingObjectException;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.MemoryBucket;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.broadcast.Progress;
import dev.fanfare.outcomes.ShardResult;
import dev.fanfare.reduce.ReduceOutcomesPayload.EndedRound;
import dev.fanfare.reduce.ReduceOutcomesPayload.Plan;
import dev.fanfare.reduce.ReduceOutcomesPayload.ShardResults;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReducerTest {
  private static final String ID = "spring-sale";
  private static final String PREFIX = "broadcasts/spring-sale/shards/first/";
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:12.345Z");
  private static final String STARTED_AT = "2026-11-22T08:00:00Z";
  private static final int LAST_ROUND = 3;
  private static final String MISSED = "broadcasts/spring-sale/missed/1/";

  private final MemoryBucket bucket = new MemoryBucket();
  private final List<String> stale = new ArrayList<>();
  private final Reducer reducer =
      Reducing.reducer(
          bucket,
          (id, connections) -> connections.forEach(c -> stale.add(id + " " + c.id() + c.userId())),
          3,
          Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void reduce_everyOutcome_isBookedAndMissedOnesAreListed() throws Exception {
    List<String> shards = PushedShard.write(bucket, PREFIX, 7);
    var results =
        MapRun.ofBroadcast(ID)
            .finished(
                shards.get(0),
                pushed(DELIVERED, STALE, SLOW, UNREACHABLE, REFUSED, EXPIRED, Outcome.CANCELLED));

    Report report = reduce(7, results);

    assertThat(report.tally().outcomes().values()).containsOnly(1L).hasSize(7);
    assertThat(report.toRetry().missed()).isEqualTo(3);
    assertThat(report.toRetry().missedShards()).isEqualTo(1);
    assertThat(report.toRetry().retryable()).isEqualTo(2);
    assertThat(missed()).containsExactly("c0-2", "c0-3");
    assertThat(refused()).containsExactly("c0-4");
    assertThat(report.refused().refusedShards()).isEqualTo(1);
    assertThat(stale).containsExactly("spring-sale c0-1u1");
    assertThat(report.status().complete()).isFalse();
    assertThat(report.settled().outcomes())
        .containsEntry("slow", 0L)
        .containsEntry("stale", 1L)
        .containsEntry("refused", 1L);
  }

  @Test
  void reduce_unfinishedShard_missesPendingAndUnreadLines() throws Exception {
    List<String> shards = PushedShard.write(bucket, PREFIX, 6);
    var results =
        MapRun.ofBroadcast(ID)
            .unfinished(
                shards.get(0), pushed(DELIVERED, null, STALE, SLOW), "Lambda.Unknown: boom");

    Report report = reduce(6, results);

    assertThat(missed()).containsExactly("c0-1", "c0-3", "c0-4", "c0-5");
    assertThat(report.tally().outcomes())
        .containsEntry("delivered", 1L)
        .containsEntry("stale", 1L)
        .containsEntry("slow", 1L)
        .containsEntry("unreachable", 3L);
    assertThat(report.toRetry().missedShards()).isEqualTo(2);
    assertThat(report.pushed().unfinishedShards())
        .containsExactly(new Report.UnfinishedShard(shards.get(0), "Lambda.Unknown: boom"));
  }

  @Test
  void reduce_shardThatCrashedInItsFirstCall_isMissedCompletely() throws Exception {
    List<String> shards = PushedShard.write(bucket, PREFIX, 2);
    // The state machine passes on the shard's progress, which was empty.
    var results = MapRun.ofBroadcast(ID).unfinished(shards.get(0), null, "Sandbox.Timedout");

    assertThat(reduce(2, results).toRetry().missed()).isEqualTo(2);
    assertThat(missed()).containsExactly("c0-0", "c0-1");
  }

  @Test
  void reduce_failedPendingAndUnreportedShards_areMissedCompletely() throws Exception {
    List<String> shards = PushedShard.write(bucket, PREFIX, 2, 2, 2, 2, 1);
    var results =
        MapRun.ofBroadcast(ID)
            .failed(shards.get(0), "States.Timeout")
            .pending(shards.get(1))
            .timedOut(shards.get(2))
            .finished(shards.get(4), pushed(DELIVERED));

    Report report = reduce(9, results);

    assertThat(report.tally().outcomes())
        .containsEntry("unreachable", 8L)
        .containsEntry("delivered", 1L);
    assertThat(missed())
        .containsExactlyInAnyOrder("c0-0", "c0-1", "c1-0", "c1-1", "c2-0", "c2-1", "c3-0", "c3-1");
    assertThat(report.pushed().unfinishedShards())
        .extracting(Report.UnfinishedShard::trouble)
        .containsExactly(
            "the child execution child-0 ended FAILED with States.Timeout",
            "the child execution child-1 ended TIMED_OUT",
            "the child execution child-0 ended PENDING",
            "there is no result for it");
    assertThat(report.pushed().shards()).isEqualTo(5);
  }

  @Test
  void reduce_duplicateResults_countOnce() throws Exception {
    List<String> shards = PushedShard.write(bucket, PREFIX, 2, 1);
    var results =
        MapRun.ofBroadcast(ID)
            .finished(shards.get(0), pushed(DELIVERED, STALE))
            .nextFile()
            .finished(shards.get(0), pushed(DELIVERED, STALE))
            .finished(shards.get(1), pushed(DELIVERED))
            // Failed at first, and then succeeded after a redrive.
            .failed(shards.get(1), "Lambda.Unknown");

    Report report = reduce(3, results);

    assertThat(report.tally().outcomes()).containsEntry("delivered", 2L).containsEntry("stale", 1L);
    assertThat(report.pushed().posts()).isEqualTo(3);
    assertThat(stale).hasSize(1);
    assertThat(report.status().complete()).isTrue();
  }

  @Test
  void reduce_resultOfAnotherPlan_isIgnored() throws Exception {
    List<String> shards = PushedShard.write(bucket, PREFIX, 1);
    var results =
        MapRun.ofBroadcast(ID)
            .finished("broadcasts/spring-sale/shards/lost/00000.jsonl", pushed(DELIVERED))
            .finished(shards.get(0), pushed(DELIVERED));

    assertThat(reduce(1, results).tally().outcomes()).containsEntry("delivered", 1L);
  }

  @Test
  void reduce_twice_hasTheSameResult() throws Exception {
    List<String> shards = PushedShard.write(bucket, PREFIX, 4, 4);
    var results =
        MapRun.ofBroadcast(ID).finished(shards.get(0), pushed(SLOW, SLOW, DELIVERED, SLOW));

    Report once = reduce(8, results);
    List<String> missedOnce = missed();
    Report again = reduce(8, results);

    assertThat(again).isEqualTo(once);
    assertThat(missed()).isEqualTo(missedOnce).hasSize(7);
  }

  @Test
  void reduce_secondRound_addsToTheSettledOutcomes() throws Exception {
    PushedShard.write(bucket, PREFIX, 3, 2);
    Report first =
        reduce(
            5,
            MapRun.ofBroadcast(ID)
                .finished(PREFIX + "00000.jsonl", pushed(DELIVERED, SLOW, STALE))
                .finished(PREFIX + "00001.jsonl", pushed(UNREACHABLE, REFUSED)));
    var results =
        new MapRun("broadcasts/spring-sale/outcomes/second/")
            .finished(MISSED + "00000.jsonl", pushed(DELIVERED, SLOW))
            .write(bucket);

    Report second = Reducing.atOnce(reducer, payload(2, 5, MISSED, results, null, first.settled()));

    assertThat(second.tally().outcomes())
        .containsEntry("delivered", 2L)
        .containsEntry("stale", 1L)
        .containsEntry("slow", 1L)
        .containsEntry("unreachable", 0L)
        .containsEntry("refused", 1L);
    assertThat(second.tally().roundOutcomes())
        .containsEntry("delivered", 1L)
        .containsEntry("refused", 0L);
    assertThat(second.toRetry().missed()).isEqualTo(2);
    assertThat(second.toRetry().retryable()).isEqualTo(1);
    assertThat(refused()).containsExactly("c1-1");
    assertThat(second.toRetry().missedPrefix()).isEqualTo("broadcasts/spring-sale/missed/2/");
    assertThat(bucket.connections(second.toRetry().missedPrefix()))
        .extracting(Connection::id)
        .containsExactly("c1-0");
    assertThat(second.pushed().posts()).isEqualTo(2);
    assertThat(second.settled().posts()).isEqualTo(5 + 2);
    assertThat(second.settled().outcomes()).containsEntry("slow", 0L);
  }

  @Test
  void reduce_singleShardWithoutAMapRun_isReportedLikeOneWithAMapRun() throws Exception {
    String shard = PushedShard.write(bucket, PREFIX, 5).get(0);
    Progress some = pushed(DELIVERED, null, STALE, SLOW);
    Progress all = pushed(DELIVERED, REFUSED, STALE, SLOW, DELIVERED);

    assertReportedAlike(
        MapRun.ofBroadcast(ID).finished(shard, all), new ShardResult(shard, true, all, null));
    assertReportedAlike(
        MapRun.ofBroadcast(ID).unfinished(shard, some, "boom"),
        new ShardResult(shard, false, some, "boom"));
    assertReportedAlike(
        MapRun.ofBroadcast(ID).unfinished(shard, null, "boom"),
        new ShardResult(shard, false, null, "boom"));
  }

  /** Runs twice: a failure after the work makes Step Functions repeat it. */
  private void assertReportedAlike(MapRun results, ShardResult only) throws IOException {
    Report expected = reduce(5, results);
    String report = bucket.text("broadcasts/spring-sale/report.json");
    var payload = payload(1, 5, PREFIX, null, only, null);

    assertThat(Reducing.atOnce(reducer, payload))
        .isEqualTo(Reducing.atOnce(reducer, payload))
        .isEqualTo(expected);
    assertThat(bucket.text("broadcasts/spring-sale/report.json")).isEqualTo(report);
  }

  @Test
  void reduce_emptyPlan_isCompleteWithEmptyBooks() throws Exception {
    Report report = Reducing.atOnce(reducer, payload(1, 0, PREFIX, null, null, null));

    assertThat(report.status().complete()).isTrue();
    assertThat(report.tally().outcomes()).isEqualTo(Books.EMPTY.words());
    assertThat(bucket.list(MISSED)).isEmpty();
    assertThat(bucket.text("broadcasts/spring-sale/report.json")).contains("\"planned\":0");
  }

  @Test
  void reduce_moreOrFewerThanPlanned_isAnImbalanceAndNoReport() {
    List<String> shards = PushedShard.write(bucket, PREFIX, 2);
    var results = MapRun.ofBroadcast(ID).finished(shards.get(0), pushed(DELIVERED, DELIVERED));

    for (int planned : new int[] {1, 3}) {
      assertThatThrownBy(() -> reduce(planned, results))
          .isExactlyInstanceOf(BooksImbalanceException.class)
          .hasMessage("the books do not balance: %d connections planned, 2 accounted for", planned);
    }
    assertThat(bucket.list("broadcasts/spring-sale/report.json")).isEmpty();
  }

  @Test
  void reduce_finishedShardWithTooFewOutcomes_isAnImbalance() {
    List<String> shards = PushedShard.write(bucket, PREFIX, 3);
    var results = MapRun.ofBroadcast(ID).finished(shards.get(0), pushed(DELIVERED, DELIVERED));

    assertThatThrownBy(() -> reduce(3, results)).isInstanceOf(BooksImbalanceException.class);
  }

  @Test
  void reduce_manyUnfinishedShards_countsAllAndNamesAHundred() throws Exception {
    PushedShard.write(bucket, PREFIX, IntStream.generate(() -> 1).limit(120).toArray());

    Report report = reduce(120, MapRun.ofBroadcast(ID));

    assertThat(report.toRetry().missed()).isEqualTo(120);
    assertThat(report.pushed().unfinishedShards()).hasSize(100);
  }

  /**
   * The result says whether the report is the last one; the state machine comes to the same result.
   */
  @Test
  void reduce_lastRound_writesAFinalReport() throws Exception {
    PushedShard.write(bucket, PREFIX, 2);

    Report missed =
        Reducing.atOnce(
            reducer, payload(1, 2, PREFIX, MapRun.ofBroadcast(ID).write(bucket), null, null));
    assertThat(missed.status().isFinal()).isFalse();
    assertThat(bucket.text("broadcasts/spring-sale/report.json")).contains("\"final\":false");
    assertThat(missed.result().isFinal()).isFalse();

    Report last =
        Reducing.atOnce(
            reducer,
            payload(LAST_ROUND, 2, PREFIX, MapRun.ofBroadcast(ID).write(bucket), null, null));
    assertThat(last.toRetry().missed()).isEqualTo(2);
    assertThat(bucket.text("broadcasts/spring-sale/report.json")).contains("\"final\":true");
    assertThat(last.result().isFinal()).isTrue();

    Report complete = Reducing.atOnce(reducer, payload(1, 0, "broadcasts/none/", null, null, null));
    assertThat(complete.status().isFinal()).isTrue();
  }

  @Test
  void reduce_noManifest_fails() {
    var nowhere = new ResultLocation("fanfare", "broadcasts/spring-sale/outcomes/x/manifest.json");

    assertThatThrownBy(() -> Reducing.atOnce(reducer, payload(1, 0, PREFIX, nowhere, null, null)))
        .isInstanceOf(MissingObjectException.class);
  }

  @Test
  void reduce_anyRound_reportsTheTimesAndThePlannersEstimate() throws Exception {
    var estimate = Json.MAPPER.readTree("{\"seconds\":11.5}");
    Reducing.atOnce(
        reducer,
        new ReduceOutcomesPayload(
            ID,
            new Plan(STARTED_AT, 0, null, estimate),
            new EndedRound(1, null, PREFIX, ShardResults.NONE),
            null,
            null,
            null));

    var report = Json.MAPPER.readTree(bucket.text("broadcasts/spring-sale/report.json"));
    assertThat(report.path("startedAt").asText()).isEqualTo(STARTED_AT);
    assertThat(report.path("endedAt").asText()).isEqualTo(NOW.toString());
    assertThat(report.path("tookMillis").asLong()).isEqualTo(12_345);
    assertThat(report.path("estimate")).isEqualTo(estimate);
  }

  /** An execution that started before a deployment continues with its old definition. */
  @Test
  void reduce_stateMachineWithoutStartTime_reportsNoTimes() throws Exception {
    Reducing.atOnce(
        reducer,
        new ReduceOutcomesPayload(
            ID,
            new Plan(null, 0, null, null),
            new EndedRound(1, null, PREFIX, ShardResults.NONE),
            null,
            null,
            null));

    var report = Json.MAPPER.readTree(bucket.text("broadcasts/spring-sale/report.json"));
    assertThat(report.path("startedAt").isNull()).isTrue();
    assertThat(report.path("tookMillis").isNull()).isTrue();
    assertThat(report.path("estimate").isNull()).isTrue();
  }

  private static ReduceOutcomesPayload payload(
      int round,
      long planned,
      String prefix,
      ResultLocation results,
      ShardResult only,
      SettledResults settled) {
    return new ReduceOutcomesPayload(
        ID,
        new Plan(STARTED_AT, planned, null, null),
        new EndedRound(round, round == LAST_ROUND, prefix, new ShardResults(results, only, null)),
        settled,
        null,
        null);
  }

  private Report reduce(long planned, MapRun results) throws IOException {
    return Reducing.atOnce(reducer, payload(1, planned, PREFIX, results.write(bucket), null, null));
  }

  private List<String> missed() throws Exception {
    return bucket.connections(MISSED).stream().map(Connection::id).toList();
  }

  private List<String> refused() throws Exception {
    return bucket.connections("broadcasts/spring-sale/refused/").stream()
        .map(Connection::id)
        .toList();
  }

  private static Progress pushed(Outcome... outcomes) {
    return PushedShard.progress(Arrays.asList(outcomes));
  }
}
