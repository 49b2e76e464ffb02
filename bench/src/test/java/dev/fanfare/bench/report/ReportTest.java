package dev.fanfare.bench.report;

import static dev.fanfare.bench.client.Client.H2;
import static dev.fanfare.bench.client.Client.H2LOAD;
import static dev.fanfare.bench.client.Client.HTTP1;
import static dev.fanfare.bench.client.Client.SDK_CRT;
import static dev.fanfare.bench.client.Client.SDK_NETTY;
import static dev.fanfare.bench.client.Client.WRK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.bench.client.Client;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ratios compare runs of the same round, and targets are checked by the median of the ratios. */
class ReportTest {
  private static final Machine MACHINE =
      new Machine("a processor", 2, "a kernel", 0.1, List.of("a JDK"), List.of("a tool"));

  private final List<Run> runs = new ArrayList<>();

  @Test
  void warm_cheapPusher_meetsAllTargets() {
    warm(1, Map.of(WRK, 8.0, H2LOAD, 7.0, HTTP1, 9.9, H2, 17.0, SDK_CRT, 100.0, SDK_NETTY, 180.0));

    assertThat(verdict("wrk's")).isEqualTo("met");
    assertThat(verdict("better SDK client's")).isEqualTo("met");
    assertThat(verdict("h2load's")).isEqualTo("met");
    assertThat(report().isGood()).isTrue();
  }

  @Test
  void warm_expensivePusher_missesAllTargets() {
    warm(1, Map.of(WRK, 8.0, H2LOAD, 7.0, HTTP1, 10.1, H2, 17.6, SDK_CRT, 100.0, SDK_NETTY, 180.0));

    assertThat(verdict("wrk's")).isEqualTo("not met");
    assertThat(verdict("better SDK client's")).isEqualTo("not met");
    assertThat(verdict("h2load's")).isEqualTo("not met");
    assertThat(report().isGood()).isFalse();
  }

  @Test
  void warm_machineSpeedDrifts_comparesWithinRounds() {
    // A ratio of the medians of 8, 8, 80 and 9, 90, 90 would be 90/8.
    warm(1, Map.of(WRK, 8.0, HTTP1, 9.0));
    warm(2, Map.of(WRK, 80.0, HTTP1, 90.0));
    warm(3, Map.of(WRK, 8.0, HTTP1, 90.0));

    assertThat(verdict("wrk's")).isEqualTo("met");
  }

  @Test
  void warm_clientMissing_isNotMeasured() {
    warm(1, Map.of(WRK, 8.0, SDK_CRT, 100.0));

    assertThat(verdict("wrk's")).isEqualTo("not measured");
    assertThat(report().isGood()).isTrue();
  }

  @Test
  void latency_wrkBelowArithmetic_isTheReference() {
    run(Series.LATENCY, 1, WRK, Map.of(Measure.POSTS_PER_SECOND, 18_000.0));
    run(Series.LATENCY, 1, HTTP1, Map.of(Measure.POSTS_PER_SECOND, 16_300.0));

    assertThat(verdict("lesser of wrk")).isEqualTo("met");
  }

  @Test
  void latency_wrkAboveArithmetic_arithmeticIsTheReference() {
    run(Series.LATENCY, 1, WRK, Map.of(Measure.POSTS_PER_SECOND, 40_000.0));
    run(Series.LATENCY, 1, HTTP1, Map.of(Measure.POSTS_PER_SECOND, 22_400.0));

    assertThat(verdict("lesser of wrk")).isEqualTo("not met");
  }

  @Test
  void paced_oneSecondAboveTheRateInOneRound_isNotMet() {
    for (int round = 1; round <= 3; round++) {
      double fullest = round == 2 ? 1_001 : 1_000;
      run(
          Series.PACED,
          round,
          HTTP1,
          Map.of(Measure.DURATION, 1.01, Measure.FULLEST_SECOND, fullest));
    }

    assertThat(verdict("done within")).isEqualTo("met");
    assertThat(verdict("no second above")).isEqualTo("not met");
  }

  @Test
  void anySeries_anError_isNotMet() {
    run(Series.START, 1, HTTP1, Map.of(Measure.FIRST_MILLIS, 1.0, Measure.ERRORS, 1.0));

    assertThat(verdict("no errors")).isEqualTo("not met");
  }

  @Test
  void lines_sinkFullyUsed_namesTheClients() {
    run(Series.WARM, 1, WRK, Map.of(Measure.CPU_MICROS, 8.0, Measure.SINK_BUSY, 99.0));
    run(Series.WARM, 1, HTTP1, Map.of(Measure.CPU_MICROS, 9.0, Measure.SINK_BUSY, 60.0));

    assertThat(report().lines()).anyMatch(line -> line.contains("fully used with wrk:"));
  }

  @Test
  void json_hasAllRuns() throws Exception {
    warm(1, Map.of(WRK, 8.0, HTTP1, 9.0));

    JsonNode json = Json.MAPPER.readTree(report().json());

    assertThat(json.get("runs")).hasSize(2);
    JsonNode run = json.get("runs").get(0);
    assertThat(run.get("series").asText()).isEqualTo("warm");
    assertThat(run.get("round").asInt()).isEqualTo(1);
    assertThat(run.get("cpuMicros").isNumber()).isTrue();
    assertThat(json.get("targets").get(0).get("verdict").asText()).isEqualTo("met");
    assertThat(json.get("machine").get("cores").asInt()).isEqualTo(2);
    assertThat(json.get("options").get("rounds").asInt()).isEqualTo(3);
  }

  private void warm(int round, Map<Client, Double> cpu) {
    cpu.forEach(
        (client, micros) -> run(Series.WARM, round, client, Map.of(Measure.CPU_MICROS, micros)));
  }

  private void run(Series series, int round, Client client, Map<Measure, Double> figures) {
    runs.add(new Run(series, "a setting", round, client, figures));
  }

  private Report report() {
    return new Report(MACHINE, Map.of("rounds", 3), runs, 25_000, 1_000);
  }

  private String verdict(String target) {
    try {
      for (JsonNode verdict : Json.MAPPER.readTree(report().json()).get("targets")) {
        if (verdict.get("target").asText().contains(target)) {
          return verdict.get("verdict").asText();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new AssertionError("no target says " + target);
  }
}
