package dev.fanfare.bench.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fanfare.bench.report.FanoutRun;
import dev.fanfare.bench.report.MessagePath;
import dev.fanfare.devtools.load.LoadGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs on the stack of the template, with delayed post responses. */
class FanoutIT {
  private static final int LATENCY_MILLIS = 30;

  /** The measurement itself checks whether a broadcast has a Map Run. */
  @Test
  void measure_growingCrowd_measuresEachPathInEachRound() throws Exception {
    List<FanoutRun> runs = new ArrayList<>();
    // The stack closes before the clients, so that it does not process their disconnects.
    try (var clients = new LoadGenerator(Clock.systemUTC(), Optional.empty());
        var stack = FanoutStack.start(template(), Duration.ofMillis(LATENCY_MILLIS));
        var loop = new SdkPlainLoop(stack.connections(), stack.region())) {
      var fanout = new Fanout(stack, loop, clients, Clock.systemUTC(), line -> {});
      runs.addAll(fanout.measure(1, 0, 1));
      runs.addAll(fanout.measure(4, 1, 2));
    }

    assertThat(runs).hasSize(3 * MessagePath.values().length);
    for (MessagePath way : MessagePath.values()) {
      assertThat(runs.stream().filter(run -> run.way() == way))
          .extracting(FanoutRun::clients, FanoutRun::round)
          .containsExactly(tuple(1, 1), tuple(4, 1), tuple(4, 2));
    }
    assertThat(runs)
        .allSatisfy(run -> assertThat(run.averageMillis()).isBetween(0.0, run.lastMillis()));
    assertThat(runs)
        .filteredOn(run -> run.way() == MessagePath.PLAIN_LOOP && run.clients() == 4)
        .allSatisfy(
            run -> assertThat(run.lastMillis()).isGreaterThanOrEqualTo(3.0 * LATENCY_MILLIS));
  }

  /** Maven runs tests in the folder of the module, but an editor may use that of the project. */
  private static Path template() {
    return Stream.of("../template.yaml", "template.yaml")
        .map(Path::of)
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow();
  }
}
