package dev.fanfare.tests.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.local.cloudformation.UnsupportedTemplateException;
import dev.fanfare.tests.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule detects drift: the test applies it to a copy with one deliberate damage. */
class DriftTest {
  private static final String TEMPLATE = Blueprint.TEMPLATE;
  private static final String DEFINITION = Blueprint.DEFINITION;

  @TempDir private Path folder;

  /**
   * Rule, file, replaced text (every occurrence), replacement, and the expected text of the drift.
   */
  static Stream<Arguments> damages() {
    return Stream.of(
            StateDamages.all(), OnlyShardDamages.all(), ResourceDamages.all(), AccountDamages.all())
        .flatMap(damages -> damages);
  }

  /** Rules about other files than these two; the last test of this class covers them. */
  private static final Set<Rule> ABOUT_FILES =
      EnumSet.of(
          Rule.A_HANDLER_HAS_A_TEST,
          Rule.A_HANDLER_TEST_HAS_A_HANDLER,
          Rule.A_FUNCTION_HAS_SAMPLE_EVENTS,
          Rule.A_SAMPLE_EVENT_HAS_A_FUNCTION);

  @Test
  void damages_all_breakEveryRule() {
    var damaged = EnumSet.copyOf(ABOUT_FILES);
    damages().forEach(damage -> damaged.add((Rule) damage.get()[0]));

    assertThat(damaged).containsExactlyInAnyOrder(Rule.values());
  }

  @ParameterizedTest
  @MethodSource("damages")
  void drifts_damagedCopy_namesWhatAndWhere(
      Rule rule, String file, String whole, String damaged, String message) throws IOException {
    copyWith(file, whole, damaged);

    assertThat(rule.drifts(Blueprint.read(folder)))
        .as(rule.name())
        .anySatisfy(drift -> assertThat(drift).contains(message));
  }

  @Test
  void read_unusedSubstitution_isRefusedByTheStrictReader() throws IOException {
    copyWith(DEFINITION, "${MaxRounds}", "3");

    assertThatThrownBy(() -> Blueprint.read(folder))
        .isInstanceOf(UnsupportedTemplateException.class)
        .hasMessageContaining("MaxRounds");
  }

  @Test
  void drifts_onlyTemplateAndDefinition_reportsMissingTestsAndEvents() throws IOException {
    copyWith(TEMPLATE, "", "");
    Files.createDirectories(folder.resolve("statemachine/events/Forgotten"));
    Files.writeString(folder.resolve("statemachine/events/Forgotten/one.json"), "{}");
    Files.createDirectories(folder.resolve("statemachine/events/Connect"));
    Files.writeString(folder.resolve("statemachine/events/Connect/cut.json"), "{");
    Path tests = folder.resolve("lambdas/src/test/java/dev/fanfare/handlers");
    Files.createDirectories(tests);
    Files.createFile(tests.resolve("ForgottenHandlerTest.java"));
    var blueprint = Blueprint.read(folder);

    assertThat(Rule.A_HANDLER_HAS_A_TEST.drifts(blueprint))
        .contains(
            "lambdas/src/test/java/dev/fanfare/handlers/PushShardHandlerTest.java: is missing");
    assertThat(Rule.A_HANDLER_TEST_HAS_A_HANDLER.drifts(blueprint))
        .singleElement()
        .asString()
        .contains("handlers/ForgottenHandlerTest.java");
    assertThat(Rule.A_FUNCTION_HAS_SAMPLE_EVENTS.drifts(blueprint))
        .contains("statemachine/events/Start: holds no sample event for StartFunction")
        .anySatisfy(drift -> assertThat(drift).contains("Connect/cut.json: is not JSON"));
    assertThat(Rule.A_SAMPLE_EVENT_HAS_A_FUNCTION.drifts(blueprint))
        .singleElement()
        .asString()
        .contains("statemachine/events/Forgotten/one.json");
  }

  /** Copies template and definition, and applies a replacement that must change one of them. */
  private void copyWith(String file, String whole, String damaged) throws IOException {
    for (String each : new String[] {TEMPLATE, DEFINITION}) {
      String text = Project.text(Project.FOLDER.resolve(each));
      Path copy = folder.resolve(each);
      Files.createDirectories(copy.getParent());
      if (each.equals(file) && !whole.equals(damaged)) {
        assertThat(text).as("the text to damage is in " + file).contains(whole);
        text = text.replace(whole, damaged);
      }
      Files.writeString(copy, text);
    }
  }
}
