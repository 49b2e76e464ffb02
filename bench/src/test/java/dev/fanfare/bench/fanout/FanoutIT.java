package dev.fanfare.bench.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fanfare.bench.report.FanoutRun;
import dev.fanfare.bench.report.Way;
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

/** On the stack as it deploys, with a gateway that takes its time. */
class FanoutIT {
  private static final int LATENCY_MILLIS = 30;

  /** That a broadcast has a Map Run, or none, is for the measurement itself to look after. */
  @Test
  void measure_crowdThatGrows_measuresEachWayInEachRound() throws Exception {
    List<FanoutRun> runs = new ArrayList<>();
    // The stack closes first: that the clients go home need not be served.
    try (var clients = new LoadGenerator(Clock.systemUTC(), Optional.empty());
        var stack = FanoutStack.start(template(), Duration.ofMillis(LATENCY_MILLIS));
        var loop = new SdkPlainLoop(stack.connections(), stack.region())) {
      var fanout = new Fanout(stack, loop, clients, Clock.systemUTC(), line -> {});
      runs.addAll(fanout.measure(1, 0, 1));
      runs.addAll(fanout.measure(4, 1, 2));
    }

    assertThat(runs).hasSize(3 * Way.values().length);
    for (Way way : Way.values()) {
      assertThat(runs.stream().filter(run -> run.way() == way))
          .extracting(FanoutRun::clients, FanoutRun::round)
          .containsExactly(tuple(1, 1), tuple(4, 1), tuple(4, 2));
    }
    assertThat(runs)
        .allSatisfy(run -> assertThat(run.averageMillis()).isBetween(0.0, run.lastMillis()));
    assertThat(runs)
        .filteredOn(run -> run.way() == Way.PLAIN_LOOP && run.clients() == 4)
        .allSatisfy(
            run -> assertThat(run.lastMillis()).isGreaterThanOrEqualTo(3.0 * LATENCY_MILLIS));
  }

  /** Maven runs tests in the module's folder, an editor may run them in the project's. */
  private static Path template() {
    return Stream.of("../template.yaml", "template.yaml")
        .map(Path::of)
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow();
  }
}
