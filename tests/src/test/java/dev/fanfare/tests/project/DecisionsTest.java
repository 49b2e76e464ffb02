package dev.fanfare.tests.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each decision has its own file, and the index lists all decisions. */
class DecisionsTest {
  private static final Path FOLDER = Project.FOLDER.resolve("docs/adr");
  private static final Path INDEX = FOLDER.resolve("README.md");

  private static final Pattern NAME = Pattern.compile("(\\d{4})-[a-z0-9]+(-[a-z0-9]+)*\\.md");
  private static final Pattern SUPERSEDED = Pattern.compile("superseded (?:in part )?by (\\d+)");
  private static final Pattern BEGINNING =
      Pattern.compile(
          "# (?<number>\\d+)\\. (?<title>.+)\n\n"
              + "- Date: (?<date>\\d{4}-\\d{2}-\\d{2})\n"
              + "- Status: (?<status>accepted|superseded (?:in part )?by \\d+)\n\n");

  /** One record, with its file name. */
  private record Decision(int number, String title, String date, String status, String file) {
    static Decision read(Path path) {
      String file = path.getFileName().toString();
      Matcher name = NAME.matcher(file);
      assertThat(name.matches()).as(file + " must be four digits and a short title").isTrue();
      Matcher beginning = BEGINNING.matcher(Project.text(path));
      assertThat(beginning.lookingAt())
          .as(file + " must begin with title, date and status")
          .isTrue();
      int number = Integer.parseInt(beginning.group("number"));
      assertThat(number).as(file).isEqualTo(Integer.parseInt(name.group(1)));
      return new Decision(
          number,
          beginning.group("title"),
          beginning.group("date"),
          beginning.group("status"),
          file);
    }

    String row() {
      return "| %d | [%s](%s) | %s | %s |".formatted(number, title, file, date, status);
    }
  }

  @Test
  void index_ofDecisions_listsEachFileOnceInOrder() {
    List<String> listed =
        Project.text(INDEX).lines().filter(line -> line.matches("\\| \\d.*")).toList();

    assertThat(listed).isEqualTo(decisions().stream().map(Decision::row).toList());
  }

  @Test
  void numbers_ofDecisions_areUnique() {
    assertThat(decisions()).extracting(Decision::number).doesNotHaveDuplicates();
  }

  @Test
  void status_superseded_namesALaterDecision() {
    Set<Integer> numbers =
        decisions().stream().map(Decision::number).collect(Collectors.toUnmodifiableSet());

    for (Decision decision : decisions()) {
      Matcher superseded = SUPERSEDED.matcher(decision.status());
      if (superseded.matches()) {
        int by = Integer.parseInt(superseded.group(1));
        assertThat(numbers).as(decision.file()).contains(by);
        assertThat(by).as(decision.file()).isGreaterThan(decision.number());
      }
    }
  }

  private static List<Decision> decisions() {
    return Project.files(FOLDER).stream()
        .filter(file -> !file.equals(INDEX))
        .map(Decision::read)
        .toList();
  }
}
