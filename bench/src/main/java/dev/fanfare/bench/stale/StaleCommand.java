package dev.fanfare.bench.stale;

import com.fasterxml.jackson.databind.SerializationFeature;
import dev.fanfare.bench.options.Ranges;
import dev.fanfare.bench.options.ResultOption;
import dev.fanfare.bench.process.BenchFailure;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.prune.BenchPruning;
import dev.fanfare.reduce.BenchRecording;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ./fanfare bench stale}: compares the previous and the current code for stale connections.
 */
@Command(
    name = "stale",
    header =
        "Measures recording and pruning of stale connections, compared with the previous"
            + " code.",
    description = {
      "Starts DynamoDB Local, writes connections with one channel each, records them like the"
          + " reducer and prunes them like PruneStale, in turn with the previous and the current"
          + " code. Only the ratios of one run are meaningful; run nothing else at the same time.",
      "Exits with 0 if pruning takes at most two calls for a connection, 1 if not, 2 for a"
          + " usage error."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class StaleCommand implements Callable<Integer> {
  private static final double MAX_CALLS = 2;
  private static final String BEFORE = "before";
  private static final String NOW = "now";

  @Spec private CommandSpec spec;
  @Mixin private ResultOption result;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "5000",
      description = "Stale connections of a run (default: ${DEFAULT-VALUE}).")
  private int connections;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Measured rounds, after one unmeasured round (default: 3).")
  private int rounds;

  private final List<StaleRun> runs = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    Ranges.check(spec, "--connections", connections, 1, 100_000);
    Ranges.check(spec, "--rounds", rounds, 1, 100);
    result.requireWritable();
    try (var tables = new StaleTables()) {
      for (int round = 0; round <= rounds; round++) {
        result.progress(round == 0 ? "warming up" : "round " + round);
        measure(tables, round, BEFORE);
        measure(tables, round, NOW);
      }
    }
    result.show(
        lines(), Json.MAPPER.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(runs));
    boolean isGood =
        runs.stream()
            .filter(run -> run.step().equals("prune") && run.way().equals(NOW))
            .allMatch(run -> run.callsEach() <= MAX_CALLS);
    return isGood ? 0 : 1;
  }

  private void measure(StaleTables tables, int round, String way) {
    String broadcast = way + "-" + round;
    boolean isNow = way.equals(NOW);
    var client = tables.counting();
    List<Connection> stale = tables.connect(broadcast, connections);
    timed(
        tables,
        "reduce",
        way,
        round,
        () -> {
          if (isNow) {
            BenchRecording.record(client, StaleTables.STALE, broadcast, stale);
          } else {
            BenchRecording.recordOneByOne(client, StaleTables.STALE, broadcast, stale);
          }
        });
    timed(
        tables,
        "prune",
        way,
        round,
        () -> {
          if (isNow) {
            BenchPruning.prune(client, StaleTables.NAMES, StaleTables.STALE, broadcast);
          } else {
            new SequentialPruning(client, StaleTables.NAMES).prune(StaleTables.STALE, broadcast);
          }
        });
    if (tables.left() > 0) {
      throw new BenchFailure("rows left after pruning: " + tables.left());
    }
  }

  private void timed(StaleTables tables, String step, String way, int round, Runnable work) {
    long calls = tables.calls();
    long began = System.nanoTime();
    work.run();
    double seconds = (System.nanoTime() - began) / 1e9;
    if (round > 0) {
      double callsEach = (double) (tables.calls() - calls) / connections;
      runs.add(new StaleRun(step, way, round, connections, callsEach, connections / seconds));
    }
  }

  private List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(String.format("%-8s%-8s%18s%14s", "", "", "calls/connection", "rows/s"));
    for (String step : List.of("reduce", "prune")) {
      for (String way : List.of(BEFORE, NOW)) {
        lines.add(
            String.format(
                Locale.ROOT,
                "%-8s%-8s%18.3f%,14.0f",
                step,
                way,
                median(of(step, way).mapToDouble(StaleRun::callsEach)),
                median(of(step, way).mapToDouble(StaleRun::rowsPerSecond))));
      }
    }
    return lines;
  }

  private Stream<StaleRun> of(String step, String way) {
    return runs.stream().filter(run -> run.step().equals(step) && run.way().equals(way));
  }

  private static double median(DoubleStream figures) {
    double[] sorted = figures.sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
