package dev.fanfare.tests.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.cli.console.ShardsView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Simulated shards: a few run at a time, their durations vary, and some connections are stale or
 * slow.
 */
final class SimulatedShards {
  /** An arbitrary time, in milliseconds since the epoch. */
  static final long START = 1_795_000_000_000L;

  private static final List<String> COLUMNS =
      Stream.concat(
              Stream.of(
                  "shard", "startedAt", "updatedAt", "calls", "posts", "connections", "finished"),
              Arrays.stream(Outcome.values()).map(Outcome::word))
          .toList();

  private final int size;
  private final List<Shard> shards = new ArrayList<>();

  private record Shard(int index, long begins, long ends, int stale, int slow) {}

  /**
   * @param size connections per shard
   * @param atOnce how many shards run at a time
   * @param meanMillis the mean duration of a shard, plus or minus a half
   */
  SimulatedShards(int count, int size, int atOnce, long meanMillis, long seed) {
    this.size = size;
    var random = new Random(seed);
    long[] free = new long[atOnce];
    for (int index = 0; index < count; index++) {
      int lane = index % atOnce;
      long begins = free[lane];
      free[lane] += meanMillis / 2 + random.nextLong(meanMillis);
      shards.add(
          new Shard(index, begins, free[lane], random.nextInt(size / 5), random.nextInt(3) / 2));
    }
  }

  int count() {
    return shards.size();
  }

  long connections() {
    return (long) shards.size() * size;
  }

  long endsAfter() {
    return shards.stream().mapToLong(Shard::ends).max().orElse(0);
  }

  int finished(long now) {
    return (int) shards.stream().filter(shard -> shard.ends() <= now).count();
  }

  Map<String, Long> outcomes(long now) {
    var outcomes = new LinkedHashMap<String, Long>();
    for (Outcome outcome : Outcome.values()) {
      outcomes.put(outcome.word(), 0L);
    }
    for (Shard shard : shards) {
      books(shard, now).forEach((word, count) -> outcomes.merge(word, (long) count, Long::sum));
    }
    return outcomes;
  }

  ShardsView view(long now) {
    List<List<Object>> rows =
        shards.stream()
            .filter(shard -> shard.begins() <= now)
            .map(shard -> (List<Object>) new ArrayList<>(row(shard, now).values()))
            .toList();
    var round = new ShardsView.Round(1, shards.size());
    return new ShardsView(START + now, now >= endsAfter(), List.of(round), COLUMNS, rows);
  }

  Map<String, Object> row(String name, long now) {
    return row(shards.get(Integer.parseInt(name.substring(name.indexOf('#') + 1))), now);
  }

  private Map<String, Object> row(Shard shard, long now) {
    var row = new LinkedHashMap<String, Object>();
    row.put("shard", String.format("01#%05d", shard.index()));
    row.put("startedAt", START + shard.begins());
    row.put("updatedAt", START + Math.min(now, shard.ends()));
    row.put("calls", 1);
    Map<String, Integer> books = books(shard, now);
    row.put("posts", books.values().stream().mapToInt(Integer::intValue).sum());
    row.put("connections", size);
    row.put("finished", shard.ends() <= now);
    row.putAll(books);
    return row;
  }

  private Map<String, Integer> books(Shard shard, long now) {
    double share = (now - shard.begins()) / (double) (shard.ends() - shard.begins());
    int settled = (int) (size * Math.max(0, Math.min(1, share)));
    var books = new LinkedHashMap<String, Integer>();
    for (Outcome outcome : Outcome.values()) {
      books.put(outcome.word(), 0);
    }
    int stale = Math.min(settled, shard.stale());
    int slow = Math.min(settled - stale, shard.slow());
    books.put(Outcome.STALE.word(), stale);
    books.put(Outcome.SLOW.word(), slow);
    books.put(Outcome.DELIVERED.word(), settled - stale - slow);
    return books;
  }

  static void latency(ObjectNode micros) {
    micros.put("p50", 900).put("p90", 2_100).put("p95", 3_000).put("p99", 8_000).put("max", 41_000);
    var buckets = micros.putArray("buckets");
    for (int at = 0; at < 20; at++) {
      buckets
          .addObject()
          .put("upToMicros", Math.round(100 * Math.pow(1.4, at)))
          .put("posts", Math.round(1_000 * Math.exp(-Math.pow(at - 7, 2) / 10.0)));
    }
  }
}
