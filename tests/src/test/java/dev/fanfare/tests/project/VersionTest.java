package dev.fanfare.tests.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.devtools.DevTools;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Only the root pom contains the version, as the property {@code revision}. */
class VersionTest {
  private static final Pattern OURS = Pattern.compile("<revision>(.+?)</revision>");

  @Test
  void version_ofTheTool_equalsThePoms() {
    String[] lines = DevTools.commandLine(CommandLine.defaultFactory()).getCommandSpec().version();

    assertThat(lines).containsExactly("fanfare " + version());
  }

  @Test
  void version_inMainSources_isNotRepeated() {
    String number = version().replace("-SNAPSHOT", "");

    Stream<Path> sources =
        Project.modules().stream()
            .flatMap(module -> Project.files(module.resolve("src/main")).stream())
            .filter(file -> file.toString().endsWith(".java"));
    assertThat(sources.filter(file -> Project.text(file).contains("fanfare " + number)))
        .extracting(Project::name)
        .isEmpty();
  }

  @Test
  void version_inThePoms_isWrittenOnce() {
    String number = version().replace("-SNAPSHOT", "");

    assertThat(
            Project.modules().stream()
                .map(module -> module.resolve("pom.xml"))
                .filter(pom -> Project.text(pom).contains(">" + number)))
        .isEmpty();
  }

  private static String version() {
    return OURS.matcher(Project.text(Project.FOLDER.resolve("pom.xml")))
        .results()
        .map((MatchResult found) -> found.group(1))
        .findFirst()
        .orElseThrow();
  }
}
