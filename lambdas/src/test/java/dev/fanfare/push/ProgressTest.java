package dev.fanfare.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.broadcast.Offsets;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.broadcast.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The largest shard that the template allows, with every line in the worst state. */
class ProgressTest {
  private static final int LINES = 100_000;

  /** Longer than any encoded histogram of latencies: {@link LatencyTest}. */
  private static final String LATENCY = "x".repeat(AwsLimits.STATE_BYTES / 50);

  private final Random random = new Random(7);

  /**
   * Each line has an outcome or is pending: the complete input that the reducer gets for a shard.
   */
  @Test
  void progress_everyOutcome_takesLessThanHalfOfTheStateLimit() throws IOException {
    var undelivered = new LinkedHashMap<String, Offsets>();
    var pending = new Offsets();
    for (int line = 0; line < LINES; line++) {
      int outcome = random.nextInt(Outcome.values().length);
      if (outcome == Outcome.DELIVERED.ordinal()) {
        pending.add(line);
      } else {
        String word = Outcome.values()[outcome].word();
        undelivered.computeIfAbsent(word, any -> new Offsets()).add(line);
      }
    }

    assertThat(answer(pending, Map.of(), undelivered)).isLessThan(AwsLimits.STATE_BYTES / 2);
  }

  /** The input of the pusher's next call. */
  @ParameterizedTest
  @ValueSource(ints = {5, 20})
  void progress_everyLineFailedOften_fitsIntoAState(int attempts) throws IOException {
    var pending = new Offsets();
    var failures = new TreeMap<Integer, Offsets>();
    for (int line = 0; line < LINES; line++) {
      pending.add(line);
      int tenths = random.nextInt(attempts * 10);
      failures.computeIfAbsent(tenths, any -> new Offsets()).add(line);
    }

    assertThat(answer(pending, failures, Map.of())).isLessThan(AwsLimits.STATE_BYTES);
  }

  /** The size of the answer in bytes. */
  private static int answer(
      Offsets pending, Map<Integer, Offsets> failures, Map<String, Offsets> undelivered)
      throws IOException {
    var books = new LinkedHashMap<String, Long>();
    var lines = new LinkedHashMap<String, String>();
    undelivered.forEach(
        (outcome, of) -> {
          books.put(outcome, (long) of.size());
          lines.put(outcome, of.toString());
        });
    var counts = new LinkedHashMap<Integer, String>();
    failures.forEach((count, of) -> counts.put(count, of.toString()));
    var progress =
        new Progress(LINES, pending.toString(), counts, books, lines, 20L * LINES, LATENCY);
    var out = new ByteArrayOutputStream();
    PushShardJson.write(new PushShardResult(false, progress), out);
    return out.size();
  }
}
