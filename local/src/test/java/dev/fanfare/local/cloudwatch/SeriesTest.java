package dev.fanfare.local.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeriesTest {
  private final SetClock clock = new SetClock("2026-11-22T08:15:20Z");
  private final Metrics metrics = new Metrics(clock);
  private final Series series = metrics.counted(new MetricId("n", "m", Map.of()));

  private long now() {
    return TimeUnit.MILLISECONDS.toMinutes(clock.millis());
  }

  @Test
  void count_byManyThreads_losesNothing() {
    IntStream.range(0, 100_000).parallel().forEach(i -> metrics.count(series));

    assertThat(series.between(now(), now() + 1).get(now()).sum()).isEqualTo(100_000);
  }

  @Test
  void count_forDays_keepsSixHours() {
    for (int minute = 0; minute < 3_000; minute++) {
      metrics.count(series);
      clock.advance(Duration.ofMinutes(1));
    }

    assertThat(series.between(0, Long.MAX_VALUE)).hasSize(Series.MINUTES);
  }
}
