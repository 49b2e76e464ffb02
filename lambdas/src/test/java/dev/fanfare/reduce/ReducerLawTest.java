package dev.fanfare.reduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.MemoryBucket;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.config.Json;
import dev.fanfare.reduce.ReduceOutcomesHandler.Payload;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * The laws of reducing, whatever the pushers answered and however many rounds it takes: planned is
 * the sum of all outcomes, the missed are listed and nobody else, and each stale connection is
 * recorded.
 */
class ReducerLawTest {
  private static final String ID = "b";

  private MemoryBucket bucket;
  private final Set<String> stale = new HashSet<>();
  private final Set<String> expectedStale = new HashSet<>();
  private final Set<String> expectedMissed = new HashSet<>();

  @Property(tries = 120)
  void reduce_roundsOfAnyOutcomes_keepTheLaws(
      @ForAll long seed,
      @ForAll @IntRange(max = 6) int shardCount,
      @ForAll @IntRange(min = 1, max = 9) int shardSize)
      throws Exception {
    bucket = new MemoryBucket();
    stale.clear();
    expectedStale.clear();
    var random = new Random(seed);
    String prefix = "broadcasts/b/shards/" + seed + "/";
    int[] sizes = random.ints(shardCount, 1, 30).toArray();
    PushedShard.write(bucket, prefix, sizes);
    long planned = IntStream.of(sizes).sum();
    var reducer =
        new Reducer(
            bucket,
            (id, connections) -> connections.forEach(c -> stale.add(c.id())),
            shardSize,
            Clock.systemUTC());

    Settled settled = null;
    for (int round = 1; round <= 4; round++) {
      expectedMissed.clear();
      var results = push(prefix, round, random).write(bucket);

      Report report =
          reducer.reduce(
              new Payload(
                  ID,
                  null,
                  round,
                  planned,
                  prefix,
                  results,
                  null,
                  throughState(settled),
                  null,
                  null));

      assertThat(report.outcomes().values().stream().mapToLong(Long::longValue).sum())
          .isEqualTo(planned);
      assertThat(ids(report.missedPrefix())).containsExactlyInAnyOrderElementsOf(expectedMissed);
      assertThat(report.missed()).isEqualTo(expectedMissed.size());
      assertThat(bucket.list(report.missedPrefix())).hasSize(report.missedShards());
      assertThat(stale).isEqualTo(expectedStale);
      assertThat(report.outcomes()).containsEntry("stale", (long) stale.size());
      settled = report.settled();
      prefix = report.missedPrefix();
    }
  }

  /** Lets every shard of a round come to some end. */
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

  /** Draws an outcome for each line, or, where some may be pending, now and then none. */
  private List<Outcome> roll(
      List<Connection> lines, int reached, boolean somePending, Random random) {
    var outcomes = new ArrayList<Outcome>();
    for (Connection connection : lines.subList(0, reached)) {
      boolean pending = somePending && random.nextInt(4) == 0;
      var outcome = pending ? null : Outcome.values()[random.nextInt(Outcome.values().length)];
      outcomes.add(outcome);
      if (outcome == Outcome.STALE) {
        expectedStale.add(connection.id());
      } else if (outcome == null || outcome.isMissed()) {
        expectedMissed.add(connection.id());
      }
    }
    return outcomes;
  }

  private void missAll(List<Connection> lines) {
    lines.forEach(connection -> expectedMissed.add(connection.id()));
  }

  /** What is settled, as it comes back from Step Functions. */
  private static Settled throughState(Settled settled) throws Exception {
    return Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(settled), Settled.class);
  }

  private List<String> ids(String prefix) throws Exception {
    return bucket.connections(prefix).stream().map(Connection::id).toList();
  }
}
