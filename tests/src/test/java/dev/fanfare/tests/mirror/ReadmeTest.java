package dev.fanfare.tests.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.tests.project.Project;
import dev.fanfare.tests.project.Readme;
import org.junit.jupiter.api.Test;

/** What the README tells of the state machine and its parameters is what they are. */
class ReadmeTest {
  private static final Blueprint DEPLOYED = Blueprint.read(Project.FOLDER);

  @Test
  void readme_generatedBlocks_areUpToDate() {
    Readme readme = Readme.read();
    Readme mended =
        readme
            .with("diagram", StateMachineDiagram.of(DEPLOYED.definition()))
            .with("states", StateTable.of(DEPLOYED))
            .with("parameters", ParameterTable.of(DEPLOYED));
    String advice = mended.stored("README.md");

    assertThat(readme.text()).as(advice).isEqualTo(mended.text());
  }
}
