package dev.fanfare.reduce;

import dev.fanfare.broadcast.Books;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.MemoryBucket;
import dev.fanfare.broadcast.Offsets;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.broadcast.Progress;
import dev.fanfare.broadcast.ShardWriter;
import dev.fanfare.push.Latency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The pushers' answers for shards with given outcomes for every line. */
public final class PushedShard {
  private PushedShard() {}

  /**
   * @param outcomes the outcomes of the lines in order; null for a pending line
   */
  public static Progress progress(List<Outcome> outcomes) {
    Books books = Books.EMPTY;
    var pending = new Offsets();
    var undelivered = new LinkedHashMap<String, Offsets>();
    var latency = Latency.empty();
    for (int line = 0; line < outcomes.size(); line++) {
      Outcome outcome = outcomes.get(line);
      if (outcome == null) {
        pending.add(line);
        continue;
      }
      books = books.plus(outcome, 1);
      Latency.record(latency, 20_000_000);
      if (outcome != Outcome.DELIVERED) {
        undelivered.computeIfAbsent(outcome.word(), any -> new Offsets()).add(line);
      }
    }
    Map<String, String> lines = new LinkedHashMap<>();
    undelivered.forEach((word, offsets) -> lines.put(word, offsets.toString()));
    return new Progress(
        outcomes.size(),
        pending.toString(),
        Map.of(),
        books.words(),
        lines,
        books.total(),
        Latency.encode(latency));
  }

  /**
   * Writes shards of given sizes. Connections have names such as {@code c2-7}, by shard and line.
   */
  public static List<String> write(MemoryBucket bucket, String prefix, int... sizes) {
    for (int shard = 0; shard < sizes.length; shard++) {
      var lines = new ShardWriter(bucket, prefix, Integer.MAX_VALUE, shard, 0);
      for (int line = 0; line < sizes[shard]; line++) {
        lines.add(new Connection("c" + shard + "-" + line, "u" + line, line));
      }
      lines.flush();
    }
    return IntStream.range(0, sizes.length)
        .mapToObj(shard -> BroadcastKeys.shard(prefix, shard))
        .toList();
  }
}
