package dev.fanfare.local.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The reader accepts a damaged template or rejects it with problems that contain their location.
 */
class DamagedTemplateTest {
  private static final int ROUNDS = 150;

  private static final List<String> SPOILT =
      List.of(
          "",
          "~",
          "x",
          "-1",
          "[]",
          "{}",
          "[a, {b: c}]",
          "!Ref Nowhere",
          "!Ref AWS::NoValue",
          "!GetAtt Objects.Arn",
          "!Sub \"${Requests}${\"",
          "!If [HasAlarms, 1, [2]]",
          "{a: 1}",
          "true");

  @TempDir Path folder;

  @Test
  void read_valuesReplaced_isReadOrRefused() {
    var random = new Random(7);
    for (int round = 0; round < ROUNDS; round++) {
      var lines = wholeLines();
      int line = random.nextInt(lines.size());
      var spoilt = SPOILT.get(random.nextInt(SPOILT.size()));
      lines.set(
          line, lines.get(line).replaceFirst(": .*", ": ").replaceFirst(":\\s*$", ": ") + spoilt);
      readOrRefuse(lines, "round " + round + ", line " + (line + 1) + ": " + lines.get(line));
    }
  }

  @Test
  void read_linesRemoved_isReadOrRefused() {
    var random = new Random(8);
    for (int round = 0; round < ROUNDS; round++) {
      var lines = wholeLines();
      int first = random.nextInt(lines.size() - 3);
      lines.subList(first, first + 1 + random.nextInt(3)).clear();
      readOrRefuse(lines, "round " + round + ", from line " + (first + 1));
    }
  }

  @Test
  void read_deployedTemplateWithoutOneResource_isRefused() throws IOException {
    var deployed = Files.readString(Path.of("..", "template.yaml"));
    var without = deployed.replaceFirst("(?m)^  ConnectionsTable:\\n(    .*\\n|\\n)+", "");

    assertThat(Templates.problems(folder, without))
        .anyMatch(
            problem ->
                problem.contains("'ConnectionsTable'")
                    && problem.contains("Properties.Environment.Variables."));
  }

  private void readOrRefuse(List<String> lines, String change) {
    try {
      Templates.read(folder, String.join("\n", lines));
    } catch (UnsupportedTemplateException e) {
      assertThat(e.problems())
          .as(change)
          .isNotEmpty()
          .allSatisfy(p -> assertThat(p.path()).isNotBlank());
    } catch (RuntimeException e) {
      throw new AssertionError(change, e);
    }
  }

  private static List<String> wholeLines() {
    return new ArrayList<>(Arrays.asList(Templates.whole().split("\n")));
  }
}
