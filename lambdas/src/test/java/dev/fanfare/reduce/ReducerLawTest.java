package dev.fanfare.reduce;

import static dev.fanfare.reduce.Reducing.EXECUTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.ForwardingBucket;
import dev.fanfare.broadcast.MemoryBucket;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.reduce.ReduceOutcomesPayload.EndedRound;
import dev.fanfare.reduce.ReduceOutcomesPayload.Plan;
import dev.fanfare.reduce.ReduceOutcomesPayload.ShardResults;
import dev.fanfare.text.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Properties of the reducer for all results of pushers and any number of rounds. Planned is the sum
 * of all outcomes. The missed list contains exactly the missed connections. Each stale connection
 * is recorded. The number of calls and repetitions makes no difference.
 */
class ReducerLawTest {
  private static final String ID = "b";
  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private MemoryBucket bucket;
  private final Set<String> stale = new HashSet<>();
  private final Set<String> expectedStale = new HashSet<>();
  private final Set<String> expectedMissed = new HashSet<>();
  private final Set<String> expectedRefused = new HashSet<>();

  @Property(tries = 120)
  void reduce_roundsOfAnyOutcomes_keepTheInvariants(
      @ForAll long seed,
      @ForAll @IntRange(max = 6) int shardCount,
      @ForAll @IntRange(min = 1, max = 9) int shardSize)
      throws Exception {
    bucket = new MemoryBucket();
    stale.clear();
    expectedStale.clear();
    expectedRefused.clear();
    var random = new Random(seed);
    String prefix = "broadcasts/b/shards/" + seed + "/";
    int[] sizes = random.ints(shardCount, 1, 30).toArray();
    PushedShard.write(bucket, prefix, sizes);
    long planned = IntStream.of(sizes).sum();
    var reducer =
        Reducing.reducer(
            bucket,
            (id, connections) -> connections.forEach(c -> stale.add(c.id())),
            shardSize,
            Clock.systemUTC());

    SettledResults settled = null;
    for (int round = 1; round <= 4; round++) {
      expectedMissed.clear();
      var results = push(prefix, round, random).write(bucket);

      Report report =
          Reducing.inPieces(
              reducer,
              new ReduceOutcomesPayload(
                  ID,
                  new Plan(null, planned, null, null),
                  new EndedRound(round, null, prefix, ShardResults.ofMapRun(results)),
                  throughState(settled),
                  Reducing.EXECUTION,
                  null),
              () -> random.nextInt(3) == 0);

      assertThat(report.tally().outcomes().values().stream().mapToLong(Long::longValue).sum())
          .isEqualTo(planned);
      assertThat(ids(report.toRetry().missedPrefix()))
          .containsExactlyInAnyOrderElementsOf(expectedMissed);
      assertThat(ids(report.refused().refusedPrefix()))
          .containsExactlyInAnyOrderElementsOf(expectedRefused);
      assertThat(report.toRetry().retryable()).isEqualTo(expectedMissed.size());
      assertThat(report.toRetry().missed())
          .isEqualTo(expectedMissed.size() + expectedRefused.size());
      assertThat(bucket.list(report.toRetry().missedPrefix()))
          .hasSize(report.toRetry().missedShards());
      assertThat(bucket.list(report.refused().refusedPrefix()))
          .hasSize(report.refused().refusedShards());
      assertThat(stale).isEqualTo(expectedStale);
      assertThat(report.tally().outcomes()).containsEntry("stale", (long) stale.size());
      settled = report.settled();
      prefix = report.toRetry().missedPrefix();
    }
  }

  /** Calls that crash halfway, and calls with a lost answer, are repeated. */
  @Property(tries = 120)
  void reduce_inSeveralCalls_leavesTheSameAsOneCall(@ForAll long seed) throws Exception {
    bucket = new MemoryBucket();
    var random = new Random(seed);
    String prefix = "broadcasts/b/shards/a/";
    int[] sizes = random.ints(1 + random.nextInt(8), 1, 30).toArray();
    PushedShard.write(bucket, prefix, sizes);
    var results = push(prefix, 1, random).write(bucket);
    var settled = new SettledResults(Map.of(), 3, "", random.nextInt(3), null);
    long planned = IntStream.of(sizes).sum();
    var payload =
        new ReduceOutcomesPayload(
            ID,
            new Plan(null, planned, null, null),
            new EndedRound(1, null, prefix, ShardResults.ofMapRun(results)),
            settled,
            EXECUTION,
            null);
    var other = new MemoryBucket();
    for (String key : bucket.list("").toList()) {
      other.write(key, bucket.text(key));
    }
    int shardSize = 1 + random.nextInt(9);
    var staleAtOnce = new HashSet<String>();
    var staleInPieces = new HashSet<String>();

    Report atOnce =
        Reducing.atOnce(
            Reducing.reducer(
                bucket, (id, some) -> some.forEach(c -> staleAtOnce.add(c.id())), shardSize, CLOCK),
            payload);
    Report inPieces =
        troubled(
            Reducing.reducer(
                new ForwardingBucket(other) {
                  @Override
                  public void write(String key, byte[] bytes) {
                    crashNowAndThen(random);
                    super.write(key, bytes);
                    crashNowAndThen(random);
                  }
                },
                (id, some) -> {
                  crashNowAndThen(random);
                  some.forEach(c -> staleInPieces.add(c.id()));
                },
                shardSize,
                CLOCK),
            payload,
            random);

    assertThat(inPieces).isEqualTo(atOnce);
    assertThat(staleInPieces).isEqualTo(staleAtOnce);
    assertThat(texts(other)).isEqualTo(texts(bucket));
  }

  private static void crashNowAndThen(Random random) {
    if (random.nextInt(12) == 0) {
      throw new IllegalStateException("crash");
    }
  }

  private static Report troubled(Reducer reducer, ReduceOutcomesPayload payload, Random random)
      throws Exception {
    ReduceOutcomesPayload now = payload;
    while (true) {
      int patience = random.nextInt(4);
      var looks = new AtomicInteger();
      try {
        var reduced =
            reducer.reduce(
                now, "call" + random.nextLong(), () -> looks.getAndIncrement() >= patience);
        boolean isAnswerLost = random.nextInt(4) == 0;
        if (!isAnswerLost && reduced.report() != null) {
          return reduced.report();
        } else if (!isAnswerLost) {
          now = Reducing.with(payload, Reducing.throughState(reduced.cursor()));
        }
      } catch (IllegalStateException crashed) {
        // Step Functions makes the same call again.
      }
    }
  }

  /** Everything except the data that calls pass to the next call. */
  private static Map<String, String> texts(MemoryBucket bucket) {
    return bucket
        .list("")
        .filter(key -> !key.contains("/reducing/"))
        .collect(Collectors.toMap(key -> key, bucket::text));
  }

  /** Ends every shard of a round in a random way. */
  private MapRun push(String prefix, int round, Random random) throws Exception {
    var results = new MapRun("broadcasts/b/outcomes/" + round + "/");
    for (String shardKey : bucket.list(prefix).toList()) {
      List<Connection> lines = bucket.connections(shardKey);
      switch (random.nextInt(6)) {
        case 0 -> missAll(lines);
        case 1 -> {
          results.failed(shardKey, "Lambda.Unknown");
          missAll(lines);
        }
        case 2 -> {
          results.pending(shardKey);
          missAll(lines);
        }
        case 3 -> {
          int reached = random.nextInt(lines.size() + 1);
          var outcomes = roll(lines, reached, true, random);
          results.unfinished(shardKey, PushedShard.progress(outcomes), "boom");
          missAll(lines.subList(reached, lines.size()));
        }
        default -> {
          var outcomes = roll(lines, lines.size(), false, random);
          results.finished(shardKey, PushedShard.progress(outcomes));
        }
      }
    }
    return results;
  }

  /** Draws an outcome for each line; if lines may be pending, draws no outcome for some. */
  private List<Outcome> roll(
      List<Connection> lines, int reached, boolean somePending, Random random) {
    var outcomes = new ArrayList<Outcome>();
    for (Connection connection : lines.subList(0, reached)) {
      boolean pending = somePending && random.nextInt(4) == 0;
      var outcome = pending ? null : Outcome.values()[random.nextInt(Outcome.values().length)];
      outcomes.add(outcome);
      if (outcome == Outcome.STALE) {
        expectedStale.add(connection.id());
      } else if (outcome == Outcome.REFUSED) {
        expectedRefused.add(connection.id());
      } else if (outcome == null || outcome.isMissed()) {
        expectedMissed.add(connection.id());
      }
    }
    return outcomes;
  }

  private void missAll(List<Connection> lines) {
    lines.forEach(connection -> expectedMissed.add(connection.id()));
  }

  /** The settled outcomes after their round trip through Step Functions. */
  private static SettledResults throughState(SettledResults settled) throws Exception {
    return Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(settled), SettledResults.class);
  }

  private List<String> ids(String prefix) throws Exception {
    return bucket.connections(prefix).stream().map(Connection::id).toList();
  }
}
