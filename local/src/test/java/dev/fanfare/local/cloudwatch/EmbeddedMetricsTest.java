package dev.fanfare.local.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedMetricsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:15:20Z");

  private final SetClock clock = new SetClock(NOW.toString());
  private final Metrics metrics = new Metrics(clock);
  private final EmbeddedMetrics reader = new EmbeddedMetrics(metrics);

  private static String line(Instant time, String dimensions, String fields) {
    return """
        {"_aws":{"Timestamp":%d,"CloudWatchMetrics":[{"Namespace":"Fanfare","Dimensions":%s,\
        "Metrics":[{"Name":"delivered","Unit":"Count"}]}]},%s}"""
        .formatted(time.toEpochMilli(), dimensions, fields);
  }

  private TreeMap<Long, Distribution> read(Map<String, String> dimensions) {
    var id = new MetricId("Fanfare", "delivered", dimensions);
    return metrics.read(id, NOW.minusSeconds(86_400), NOW.plusSeconds(120), 60);
  }

  @Test
  void accept_oneNumberOrAList_becomesValuesOfTheMinute() {
    reader.accept(line(NOW, "[[]]", "\"delivered\":7"));
    reader.accept(line(NOW.plusSeconds(30), "[[]]", "\"delivered\":[1,2.5]"));

    assertThat(read(Map.of())).hasSize(1);
    var minute = read(Map.of()).get(Instant.parse("2026-11-22T08:15:00Z").getEpochSecond());
    assertThat(minute.sum()).isEqualTo(10.5);
    assertThat(minute.count()).isEqualTo(3);
  }

  @Test
  void accept_severalSetsOfDimensions_areSeveralMetrics() {
    reader.accept(line(NOW, "[[],[\"round\"]]", "\"delivered\":7,\"round\":\"1\""));

    assertThat(read(Map.of())).hasSize(1);
    assertThat(read(Map.of("round", "1"))).hasSize(1);
    assertThat(read(Map.of("round", "2"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not JSON but \"_aws\"",
        "{\"_aws\":7}",
        "{\"_aws\":{\"CloudWatchMetrics\":[{\"Metrics\":[{\"Name\":\"x\"}]}]}}",
        "{\"_aws\":{\"CloudWatchMetrics\":[{\"Metrics\":[{}]}]},\"x\":\"text\"}",
        "[\"_aws\"]"
      })
  void accept_otherLines_areIgnored(String line) {
    reader.accept(line);

    assertThat(metrics.known()).isEmpty();
  }

  @Test
  void accept_olderThanSixHoursOrInTheFuture_isDropped() {
    reader.accept(line(NOW.minusSeconds(6 * 3_600 + 60), "[[]]", "\"delivered\":1"));
    reader.accept(line(NOW.plusSeconds(3_600), "[[]]", "\"delivered\":1"));

    assertThat(read(Map.of())).isEmpty();
  }

  @Test
  void accept_tooManyMetrics_keepsFiveHundred() {
    for (int i = 0; i < 5_000; i++) {
      reader.accept(line(NOW, "[[\"user\"]]", "\"delivered\":1,\"user\":\"u%d\"".formatted(i)));
    }

    assertThat(metrics.known()).hasSize(500);
  }

  @Test
  void accept_forDays_keepsSixHours() {
    for (int minute = 0; minute < 3_000; minute++) {
      reader.accept(line(clock.instant(), "[[]]", "\"delivered\":1"));
      clock.advance(Duration.ofMinutes(1));
    }

    var id = new MetricId("Fanfare", "delivered", Map.of());
    assertThat(metrics.read(id, Instant.EPOCH, clock.instant(), 60)).hasSize(Series.MINUTES);
  }
}
