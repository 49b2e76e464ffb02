package dev.fanfare.tests.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.tests.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the README tells of the state machine and its parameters is what they are. */
class ReadmeTest {
  private static final Path README = Project.FOLDER.resolve("README.md");
  private static final Path MENDED = Project.FOLDER.resolve("tests/target/README.md");
  private static final Blueprint DEPLOYED = Blueprint.read(Project.FOLDER);

  @Test
  void readme_generatedBlocks_areUpToDate() throws IOException {
    String readme = Project.text(README);
    String mended = withBlock(readme, "diagram", StateMachineDiagram.of(DEPLOYED.definition()));
    mended = withBlock(mended, "states", StateTable.of(DEPLOYED));
    mended = withBlock(mended, "parameters", ParameterTable.of(DEPLOYED));
    Files.createDirectories(MENDED.getParent());
    Files.writeString(MENDED, mended);

    assertThat(readme)
        .as("to mend it: cp " + Project.name(MENDED) + " " + Project.name(README))
        .isEqualTo(mended);
  }

  /** Replaces what stands between {@code <!-- name -->} and {@code <!-- /name -->}. */
  private static String withBlock(String readme, String name, String block) {
    String begin = "<!-- " + name + " -->\n";
    String end = "<!-- /" + name + " -->";
    assertThat(readme).as("README.md needs the marks of its generated block").contains(begin, end);
    int from = readme.indexOf(begin) + begin.length();
    return readme.substring(0, from) + block + readme.substring(readme.indexOf(end, from));
  }
}
