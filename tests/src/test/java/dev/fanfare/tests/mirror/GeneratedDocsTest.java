package dev.fanfare.tests.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.tests.mirror.Definition.State;
import dev.fanfare.tests.project.DocFile;
import dev.fanfare.tests.project.Project;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The docs match the current state machine and parameters. */
class GeneratedDocsTest {
  private static final Blueprint DEPLOYED = Blueprint.read(Project.FOLDER);

  /** In the README's diagram only states and functions have names that start like this. */
  private static final Pattern NAME = Pattern.compile("\\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\\b");

  private static final Set<String> OTHER_NAMES = Set.of("WebSocket");

  @Test
  void states_generatedBlocks_areUpToDate() {
    DocFile states = DocFile.read("docs/states.md");

    assertUpToDate(
        states,
        states
            .with("diagram", StateMachineDiagram.of(DEPLOYED.definition()))
            .with("states", StateTable.of(DEPLOYED)));
  }

  @Test
  void parameters_generatedBlock_isUpToDate() {
    DocFile parameters = DocFile.read("docs/parameters.md");

    assertUpToDate(parameters, parameters.with("parameters", ParameterTable.of(DEPLOYED)));
  }

  @Test
  void readme_picture_namesTheStepsOfTheStateMachine() {
    String picture = DocFile.read("README.md").block("picture");

    Set<String> drawn =
        NAME.matcher(picture)
            .results()
            .map(MatchResult::group)
            .filter(name -> !OTHER_NAMES.contains(name))
            .collect(Collectors.toSet());

    assertThat(drawn).isNotEmpty().isSubsetOf(states().map(State::name).toList());
    assertThat(drawn)
        .as("each step that runs once, and each Map")
        .containsAll(states().filter(GeneratedDocsTest::isStep).map(State::name).toList());
  }

  private static Stream<State> states() {
    return DEPLOYED.definition().states().stream();
  }

  /** A Task of the main path that has its own function, or a Map. */
  private static boolean isStep(State state) {
    boolean isTask = state.type().equals("Task") && state.map().isEmpty();
    boolean hasFunction = isTask && state.name().equals(state.step());
    return state.type().equals("Map")
        || (hasFunction && DEPLOYED.function(state.step()).isPresent());
  }

  private static void assertUpToDate(DocFile file, DocFile updated) {
    String advice = updated.stored();

    assertThat(file.text()).as(advice).isEqualTo(updated.text());
  }
}
