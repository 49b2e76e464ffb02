package dev.fanfare.local.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CountedSeriesTest {
  private final SetClock clock = new SetClock("2026-11-22T08:15:20Z");
  private final CountedSeries series = new CountedSeries(clock);

  private long now() {
    return TimeUnit.MILLISECONDS.toMinutes(clock.millis());
  }

  @Test
  void increment_manyThreads_losesNothing() {
    IntStream.range(0, 100_000).parallel().forEach(i -> series.increment());

    assertThat(series.between(now(), now() + 1).get(now()).sum()).isEqualTo(100_000);
  }

  @Test
  void increment_forDays_keepsSixHours() {
    for (int minute = 0; minute < 3_000; minute++) {
      series.increment();
      clock.pass(Duration.ofMinutes(1));
    }

    assertThat(series.between(0, Long.MAX_VALUE)).hasSize(Series.MINUTES);
  }
}
