package dev.fanfare.reduce;

import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.MemoryBucket;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.outcomes.ShardResult;
import dev.fanfare.reduce.ReduceOutcomesPayload.EndedRound;
import dev.fanfare.reduce.ReduceOutcomesPayload.Plan;
import dev.fanfare.reduce.ReduceOutcomesPayload.ShardResults;
import dev.fanfare.text.Json;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A random finished broadcast. It has any number of shards and rounds, any outcomes, unfinished
 * shards, and abandoned attempts at planning. The real reducer processes it, and this class records
 * each connection's outcome.
 */
public final class RandomBroadcast {
  private static final int MAX_ROUNDS = 4;

  private final MemoryBucket bucket;
  private final BroadcastKeys keys;
  private final Random random;
  private final List<Outcome> lot;
  private final Map<String, Fate> fates = new LinkedHashMap<>();
  private Map<String, Long> books;
  private int rounds;

  /** A connection's outcome and its round. */
  public record Fate(Outcome outcome, int round) {}

  private RandomBroadcast(MemoryBucket bucket, String id, Random random) {
    this.bucket = bucket;
    this.keys = new BroadcastKeys(id);
    this.random = random;
    this.lot = lot(random);
  }

  /** Runs a random broadcast, which leaves its objects in the bucket. */
  public static RandomBroadcast run(MemoryBucket bucket, String id, Random random)
      throws Exception {
    var broadcast = new RandomBroadcast(bucket, id, random);
    broadcast.run();
    return broadcast;
  }

  /** All planned connections, by id. */
  public Map<String, Fate> fates() {
    return fates;
  }

  /** The books in the report. */
  public Map<String, Long> books() {
    return books;
  }

  public int rounds() {
    return rounds;
  }

  /** The outcomes to draw from: all, or only those of a cancelled or a late broadcast. */
  private static List<Outcome> lot(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> List.of(Outcome.DELIVERED, Outcome.CANCELLED);
      case 1 -> List.of(Outcome.DELIVERED, Outcome.EXPIRED, Outcome.SLOW);
      case 2 -> List.of(Outcome.DELIVERED);
      default -> List.of(Outcome.values());
    };
  }

  private void run() throws Exception {
    String prefix = keys.shards("a" + random.nextInt(100));
    int[] sizes = sizes();
    PushedShard.write(bucket, prefix, sizes);
    PushedShard.write(bucket, keys.shards("lost"), sizes());
    bucket.write(keys.message(), "\"of " + keys.broadcastId() + "\"");
    long planned = IntStream.of(sizes).sum();
    var reducer =
        Reducing.reducer(bucket, (id, stale) -> {}, 1 + random.nextInt(9), Clock.systemUTC());
    SettledResults settled = null;
    boolean isOver = false;
    while (!isOver) {
      ReduceOutcomesPayload payload = push(prefix, ++rounds, planned, settled);
      Report report = Reducing.inPieces(reducer, payload, () -> random.nextInt(4) == 0);
      if (random.nextInt(4) == 0) {
        report = Reducing.inPieces(reducer, payload, () -> random.nextInt(4) == 0);
      }
      books = report.tally().outcomes();
      settled = through(report.settled(), SettledResults.class);
      prefix = report.toRetry().missedPrefix();
      isOver = report.toRetry().retryable() == 0 || rounds == MAX_ROUNDS || random.nextInt(3) == 0;
    }
  }

  private int[] sizes() {
    return random.ints(random.nextInt(6), 1, 20).toArray();
  }

  private ReduceOutcomesPayload push(String prefix, int round, long planned, SettledResults settled)
      throws Exception {
    List<String> shards = bucket.list(prefix).toList();
    ResultLocation results = null;
    ShardResult only = null;
    if (shards.size() == 1) {
      only = through(end(shards.get(0), round), ShardResult.class);
    } else if (!shards.isEmpty()) {
      results = mapRun(shards, round).write(bucket);
    }
    return new ReduceOutcomesPayload(
        keys.broadcastId(),
        new Plan(null, planned, null, null),
        new EndedRound(round, null, prefix, new ShardResults(results, only, null)),
        settled,
        Reducing.EXECUTION,
        null);
  }

  private MapRun mapRun(List<String> shards, int round) throws Exception {
    var run = new MapRun("broadcasts/" + keys.broadcastId() + "/outcomes/r" + round + "/");
    var inAnyOrder = new ArrayList<>(shards);
    Collections.shuffle(inAnyOrder, random);
    for (String shard : inAnyOrder) {
      switch (random.nextInt(7)) {
        case 0 -> missAll(shard, round);
        case 1 -> {
          run.failed(shard, "Lambda.Unknown");
          missAll(shard, round);
        }
        case 2 -> {
          run.pending(shard);
          missAll(shard, round);
        }
        default -> {
          tell(run, end(shard, round));
          if (random.nextInt(4) == 0) {
            run.failed(shard, "reported again");
          }
        }
      }
      if (random.nextInt(3) == 0) {
        run.nextFile();
      }
    }
    return run;
  }

  private static void tell(MapRun run, ShardResult end) {
    if (end.finished()) {
      run.finished(end.shardKey(), end.progress());
    } else {
      run.unfinished(end.shardKey(), end.progress(), end.trouble());
    }
  }

  private void missAll(String shard, int round) throws Exception {
    for (Connection connection : bucket.connections(shard)) {
      fates.put(connection.id(), new Fate(Outcome.UNREACHABLE, round));
    }
  }

  /** Pushes a shard to its end or partly, or loses all its results. */
  private ShardResult end(String shard, int round) throws Exception {
    List<Connection> lines = bucket.connections(shard);
    missAll(shard, round);
    if (random.nextInt(6) == 0) {
      return new ShardResult(shard, false, null, "boom");
    }
    boolean finished = random.nextInt(3) > 0;
    int reached = finished ? lines.size() : random.nextInt(lines.size() + 1);
    var outcomes = new ArrayList<Outcome>();
    for (Connection connection : lines.subList(0, reached)) {
      boolean pending = !finished && random.nextInt(4) == 0;
      Outcome outcome = pending ? null : lot.get(random.nextInt(lot.size()));
      outcomes.add(outcome);
      if (!pending) {
        fates.put(connection.id(), new Fate(outcome, round));
      }
    }
    return new ShardResult(shard, finished, PushedShard.progress(outcomes), "");
  }

  /** The value after its round trip through Step Functions. */
  private static <T> T through(T value, Class<T> type) throws Exception {
    return Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(value), type);
  }
}
