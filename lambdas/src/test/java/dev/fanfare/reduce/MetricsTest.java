package dev.fanfare.reduce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.broadcast.Books;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.outcomes.ReportTimes;
import dev.fanfare.text.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the metrics against the Embedded Metric Format's specification. */
class MetricsTest {
  /** The units as CloudWatch's MetricDatum spells them. */
  private static final Set<String> UNITS = Set.of("Count", "Microseconds");

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void of_report_isOneLineOfValidEmf(int round) throws Exception {
    String text = Metrics.of(report(round), 1_795_334_400_000L);
    JsonNode line = Json.MAPPER.readTree(text);

    assertThat(text).doesNotContain("\n");
    assertThat(line.path("_aws").path("Timestamp").isIntegralNumber()).isTrue();
    assertThat(line.path("_aws").path("CloudWatchMetrics")).hasSize(1);
    JsonNode directive = line.path("_aws").path("CloudWatchMetrics").get(0);
    assertThat(directive.path("Namespace").asText()).isEqualTo("Fanfare");
    // One set of dimensions, which is empty.
    assertThat(directive.path("Dimensions")).hasToString("[[]]");
    var names = new HashSet<String>();
    for (JsonNode metric : directive.path("Metrics")) {
      String name = metric.path("Name").asText();
      assertThat(names.add(name)).as(name + " is named once").isTrue();
      assertThat(UNITS).contains(metric.path("Unit").asText());
      assertThat(line.path(name).isNumber()).as(name + " has its number").isTrue();
    }
    assertThat(names).hasSizeLessThanOrEqualTo(100).contains("delivered", "posts");
  }

  @Test
  void of_report_hasTheValuesThatThisRoundAdds() throws Exception {
    JsonNode line = Json.MAPPER.readTree(Metrics.of(report(1), 1_795_334_400_000L));

    assertThat(line.path("broadcastId").asText()).isEqualTo("spring-sale");
    assertThat(line.path("round").asInt()).isEqualTo(1);
    assertThat(line.path("delivered").asLong()).isEqualTo(7);
    assertThat(line.path("posts").asLong()).isEqualTo(12);
    assertThat(line.path("post_latency_p99").asLong()).isEqualTo(99);
  }

  /** Otherwise a broadcast of two rounds would count its planned connections twice. */
  @Test
  void of_laterRound_doesNotCountPlannedAgain() throws Exception {
    assertThat(Json.MAPPER.readTree(Metrics.of(report(1), 0)).path("planned").asLong())
        .isEqualTo(10);
    assertThat(Json.MAPPER.readTree(Metrics.of(report(2), 0)).has("planned")).isFalse();
  }

  private static Report report(int round) {
    var books = Books.EMPTY.plus(Outcome.DELIVERED, 9).plus(Outcome.STALE, 1);
    var roundBooks = Books.EMPTY.plus(Outcome.DELIVERED, 7);
    return new Report(
        new Report.Status("spring-sale", "execution", true, true),
        new Report.Tally(10, books.words(), roundBooks.words()),
        new MissedConnections(0, 0, "broadcasts/spring-sale/missed/1/", 0),
        new Report.RefusedConnections("broadcasts/spring-sale/refused/", 0),
        new Report.PushedRound(
            round, 1, List.of(), null, 12, new PostLatency(50, 90, 95, 99, 100, List.of())),
        new ReportTimes("2026-11-22T08:00:00Z", "2026-11-22T08:00:10Z", 10_000L),
        null,
        SettledResults.NOTHING);
  }
}
