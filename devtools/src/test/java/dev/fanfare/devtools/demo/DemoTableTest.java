package dev.fanfare.devtools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.local.physics.LimitMeter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The docs show the result of a demo. This test compares it with the output for the same result.
 */
class DemoTableTest {
  private static final String BEGIN = "<!-- demo -->";
  private static final String END = "<!-- /demo -->";
  private static final String LEFT_OUT = "…";

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/get-started.md"})
  void lines_resultInTheDocs_matchTheDocs(String doc) throws Exception {
    String text = Files.readString(project().resolve(doc));
    List<String> shown =
        text.substring(text.indexOf(BEGIN), text.indexOf(END))
            .lines()
            .dropWhile(line -> !line.startsWith("Broadcast "))
            .takeWhile(line -> !line.startsWith("```"))
            .filter(line -> !line.strip().equals(LEFT_OUT))
            .filter(line -> !line.isEmpty())
            .toList();

    assertThat(shown).isNotEmpty();
    assertThat(DemoTable.lines(result(List.of()))).containsSubsequence(shown);
  }

  @Test
  void lines_withLimits_listThem() {
    var limits =
        List.of(
            new LimitMeter.Row("map-dispatch", 9, 0, 90),
            new LimitMeter.Row("gateway-connects", 0, 1_200, 0));

    assertThat(DemoTable.lines(result(limits)))
        .containsSubsequence(
            "AWS's limits",
            "  limit             times hit  refused  waited, s",
            "  map-dispatch              9        0      0.090",
            "  gateway-connects      1,200    1,200      0.000");
    assertThat(DemoTable.lines(result(List.of()))).doesNotContain("AWS's limits");
  }

  private static DemoResult result(List<LimitMeter.Row> limits) {
    Map<String, Long> outcomes = new LinkedHashMap<>();
    outcomes.put("delivered", 950L);
    outcomes.put("stale", 50L);
    Stream.of("slow", "unreachable", "refused", "expired", "cancelled")
        .forEach(outcome -> outcomes.put(outcome, 0L));
    String id = "05b127f2-4f0a-43f1-8ba8-eb7eaa343559";
    return new DemoResult(
        new DemoResult.Execution(
            id,
            "arn:aws:states:eu-central-2:000000000000:execution:fanfare-broadcast:" + id,
            "SUCCEEDED"),
        new DemoResult.Totals(1_000, outcomes, 50, 10, 1),
        List.of(),
        new DemoResult.ClientCounts(1_000, 50, 950, 0, 0, 0),
        new DemoResult.Times(
            new LatencySummary(914.5, 934.0, 1_061.1, 1_069.3, 1_074.9, 1_078.9),
            new StepTimes(300, 715, 127, 206, 1_356),
            limits),
        List.of(),
        List.of());
  }

  /** Maven runs tests in the folder of the module, but an editor may use that of the project. */
  private static Path project() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(at.resolve("template.yaml"))) {
      at = at.getParent();
    }
    return at;
  }
}
