package dev.fanfare.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.text.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FanoutReportTest {
  private static final Machine MACHINE =
      new Machine("a processor", 2, "Linux", 0.1, List.of("JDK 17"), List.of());

  private final FanoutReport report =
      new FanoutReport(
          MACHINE,
          Map.of("rounds", 2),
          List.of(
              new FanoutRun(100, 1, MessagePath.MAP_RUN, 80, 100),
              new FanoutRun(100, 1, MessagePath.ONE_SHARD, 40, 50),
              new FanoutRun(100, 1, MessagePath.DIRECT, 20, 25),
              new FanoutRun(100, 1, MessagePath.PLAIN_LOOP, 1_000, 2_000),
              new FanoutRun(100, 2, MessagePath.MAP_RUN, 160, 200),
              new FanoutRun(100, 2, MessagePath.ONE_SHARD, 90, 120),
              new FanoutRun(100, 2, MessagePath.DIRECT, 30, 40),
              new FanoutRun(100, 2, MessagePath.PLAIN_LOOP, 1_000, 2_400)));

  @Test
  void lines_twoRounds_haveMediansAndRatiosOfTheSameRound() {
    assertThat(report.lines())
        .containsSubsequence(
            "a processor, 2 cores, Linux, JDK 17", "load of the minute before: 0.10")
        .contains("100 clients")
        .anySatisfy(
            line ->
                assertThat(line.strip().split(" {2,}"))
                    .containsExactly(
                        "one shard",
                        "65 (40–90)",
                        "85 (50–120)",
                        "0.55 (0.50–0.60)",
                        "-",
                        "2.50 (2.00–3.00)",
                        "0.04 (0.03–0.05)"));
  }

  @Test
  void json_hasEveryRun() throws Exception {
    JsonNode json = Json.MAPPER.readTree(report.json());

    assertThat(json.get("runs")).hasSize(8);
    assertThat(json.at("/runs/1/way").asText()).isEqualTo("one shard");
    assertThat(json.at("/runs/1/lastMillis").asDouble()).isEqualTo(50);
    assertThat(json.at("/options/rounds").asInt()).isEqualTo(2);
    assertThat(json.at("/machine/cores").asInt()).isEqualTo(2);
  }
}
