package dev.fanfare.tests.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.local.stepfunctions.definition.DefinitionParser;
import dev.fanfare.local.stepfunctions.query.Expression;
import dev.fanfare.tests.project.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The deployed definition follows the rules of the Amazon States Language. */
class DefinitionTest {
  private static final Blueprint DEPLOYED = Blueprint.read(Project.FOLDER);

  @Test
  void parse_deployedDefinition_isValidAndHasEveryState() {
    var parsed = DefinitionParser.parse(DEPLOYED.stateMachine().definition());

    assertThat(parsed.workflow().states().keySet())
        .containsExactlyElementsOf(
            DEPLOYED.definition().states().stream()
                .filter(state -> state.map().isEmpty())
                .map(Definition.State::name)
                .toList());
  }

  @Test
  void expressions_deployed_areJsonata() {
    List<String> expressions = new ArrayList<>();
    texts(
        DEPLOYED.resolved().root(), text -> Expression.sourceIn(text).ifPresent(expressions::add));

    assertThat(expressions)
        .hasSizeGreaterThan(20)
        .allSatisfy(
            source -> assertThatCode(() -> Expression.compile(source)).doesNotThrowAnyException());
  }

  /** A string with braces that is not an expression would reach a function unevaluated. */
  @Test
  void texts_deployed_haveBracesOnlyInExpressions() {
    texts(
        DEPLOYED.resolved().root(),
        text ->
            assertThat(text.contains("{%") || text.contains("%}") || text.contains("${"))
                .as(text)
                .isEqualTo(Expression.sourceIn(text).isPresent()));
  }

  private static void texts(JsonNode node, Consumer<String> visitor) {
    if (node.isTextual()) {
      visitor.accept(node.textValue());
    }
    node.forEach(child -> texts(child, visitor));
  }
}
