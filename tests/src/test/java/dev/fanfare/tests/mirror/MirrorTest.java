package dev.fanfare.tests.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.tests.project.Project;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** State machine, template and code match. */
class MirrorTest {
  private static final Blueprint DEPLOYED = Blueprint.read(Project.FOLDER);

  @ParameterizedTest
  @EnumSource
  void drifts_deployedFiles_areNone(Rule rule) {
    assertThat(rule.drifts(DEPLOYED)).as(rule.name()).isEmpty();
  }
}
