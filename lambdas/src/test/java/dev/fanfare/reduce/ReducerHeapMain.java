package dev.fanfare.reduce;

import dev.fanfare.broadcast.Books;
import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.Offsets;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.broadcast.Progress;
import dev.fanfare.broadcast.ShardLines;
import dev.fanfare.outcomes.ShardResult;
import dev.fanfare.push.Latency;
import dev.fanfare.reduce.ReduceOutcomesPayload.EndedRound;
import dev.fanfare.reduce.ReduceOutcomesPayload.Plan;
import dev.fanfare.reduce.ReduceOutcomesPayload.ShardResults;
import dev.fanfare.text.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A process that reduces broadcasts, one after another. For each broadcast it prints a line of
 * JSON: its books, the number of recorded stale connections, the number of calls, and the maximum
 * heap in use after a garbage collection during the work. It generates shards and results during
 * the read. Of 100 connections five are stale, one is slow and one is refused. Arguments: numbers
 * of shards.
 */
public final class ReducerHeapMain {
  private static final int LINES = 5_000;
  private static final int SHARDS_A_CALL = 700;
  private static final int SHARDS_BETWEEN_LOOKS = 100;

  private ReducerHeapMain() {}

  public static void main(String[] args) throws IOException {
    for (String shards : args) {
      System.out.println(Json.MAPPER.writeValueAsString(reduce(Integer.parseInt(shards))));
    }
    System.exit(0);
  }

  private static Map<String, Object> reduce(int shards) throws IOException {
    var keys = new BroadcastKeys("b");
    var bucket = new MadeUp(keys, shards);
    var stale = new AtomicLong();
    var threads = Executors.newFixedThreadPool(4);
    var mapRun = new SfnFailedMapRun(null, bucket, millis -> {}, null);
    var reducer =
        new Reducer(
            bucket,
            (id, some) -> stale.addAndGet(some.size()),
            mapRun,
            LINES,
            threads,
            Clock.systemUTC());
    var payload =
        new ReduceOutcomesPayload(
            "b",
            new Plan(null, (long) shards * LINES, null, null),
            new EndedRound(
                1,
                null,
                keys.shards("a"),
                ShardResults.ofMapRun(new ResultLocation("bucket", "manifest"))),
            null,
            Reducing.EXECUTION,
            null);
    int calls = 0;
    var heap = new HeapLooks();
    var reduced = reducer.reduce(payload, "call-0", heap.afterShards(SHARDS_A_CALL));
    while (reduced.cursor() != null) {
      calls++;
      var next = Reducing.with(payload, Reducing.throughState(reduced.cursor()));
      reduced = reducer.reduce(next, "call-" + calls, heap.afterShards(SHARDS_A_CALL));
    }
    threads.shutdown();
    var result = new LinkedHashMap<String, Object>();
    result.put("outcomes", reduced.report().tally().outcomes());
    result.put("missedShards", reduced.report().toRetry().missedShards());
    result.put("refusedShards", reduced.report().refused().refusedShards());
    result.put("stale", stale.get());
    result.put("calls", calls + 1);
    result.put("peak", heap.peak);
    return result;
  }

  private static final class HeapLooks {
    private long peak;

    /** Time is up after a number of shards; also measures the heap. */
    private BooleanSupplier afterShards(int most) {
      var shards = new AtomicLong();
      return () -> {
        if (shards.incrementAndGet() % SHARDS_BETWEEN_LOOKS == 0) {
          var memory = ManagementFactory.getMemoryMXBean();
          memory.gc();
          peak = Math.max(peak, memory.getHeapMemoryUsage().getUsed());
        }
        return shards.get() >= most;
      };
    }
  }

  /** A bucket that generates what is read, and stores only small objects. */
  private static final class MadeUp implements BroadcastBucket {
    private static final byte[] SHARD = shard();
    private static final String RESULT = result();

    private final BroadcastKeys keys;
    private final int shards;
    private final Map<String, byte[]> kept = new HashMap<>();

    private MadeUp(BroadcastKeys keys, int shards) {
      this.keys = keys;
      this.shards = shards;
    }

    @Override
    public InputStream open(String key) {
      if (key.equals("manifest")) {
        return text("{\"ResultFiles\":{\"SUCCEEDED\":[{\"Key\":\"results\"}]}}");
      } else if (key.equals("results")) {
        return new SequenceInputStream(results());
      } else if (key.startsWith(keys.shards("a"))) {
        return new ByteArrayInputStream(SHARD);
      } else if (kept.containsKey(key)) {
        return new ByteArrayInputStream(kept.get(key));
      }
      throw new MissingObjectException(key);
    }

    @Override
    public void write(String key, byte[] bytes) {
      if (key.contains("/reducing/")) {
        kept.put(key, bytes);
      }
    }

    @Override
    public boolean writeIfAbsent(String key, byte[] bytes) {
      throw new UnsupportedOperationException("no Map Run failed");
    }

    @Override
    public void delete(String key) {
      throw new UnsupportedOperationException("a reducer deletes nothing");
    }

    @Override
    public Stream<String> list(String prefix) {
      return IntStream.range(0, shards).mapToObj(shard -> BroadcastKeys.shard(prefix, shard));
    }

    private Enumeration<InputStream> results() {
      return new Enumeration<>() {
        private int next = -1;

        @Override
        public boolean hasMoreElements() {
          return next <= shards;
        }

        @Override
        public InputStream nextElement() {
          int at = next++;
          if (at < 0 || at == shards) {
            return text(at < 0 ? "[" : "]");
          }
          String key = BroadcastKeys.shard(keys.shards("a"), at);
          return text((at == 0 ? "" : ",") + RESULT.replace("THE-SHARD", key));
        }
      };
    }

    private static InputStream text(String text) {
      return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] shard() {
      var shard = new ByteArrayOutputStream();
      for (int line = 0; line < LINES; line++) {
        ShardLines.write(new Connection("L0SM9cOFvHcC" + line, "user-" + line, 1), shard);
      }
      return shard.toByteArray();
    }

    /** A child's entry in a result file, with a histogram of many values. */
    private static String result() {
      Books books = Books.EMPTY;
      var lines = new HashMap<Outcome, Offsets>();
      var latency = Latency.empty();
      for (int line = 0; line < LINES; line++) {
        Outcome outcome = outcome(line * 37 % LINES % 100);
        books = books.plus(outcome, 1);
        Latency.record(latency, 2_000_000L + line * 9_000L);
        if (outcome != Outcome.DELIVERED) {
          lines.computeIfAbsent(outcome, any -> new Offsets()).add(line);
        }
      }
      var undelivered = new HashMap<String, String>();
      lines.forEach((outcome, offsets) -> undelivered.put(outcome.word(), offsets.toString()));
      var progress =
          new Progress(
              LINES, "", Map.of(), books.words(), undelivered, LINES, Latency.encode(latency));
      var result = new ShardResult("THE-SHARD", true, progress, "");
      return Json.MAPPER
          .createObjectNode()
          .put("Output", Json.MAPPER.valueToTree(result).toString())
          .toString();
    }

    private static Outcome outcome(int percent) {
      if (percent < 5) {
        return Outcome.STALE;
      }
      return percent == 5 ? Outcome.SLOW : percent == 6 ? Outcome.REFUSED : Outcome.DELIVERED;
    }
  }
}
