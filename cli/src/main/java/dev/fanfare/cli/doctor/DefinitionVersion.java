package dev.fanfare.cli.doctor;

import dev.fanfare.cli.stack.DeployedStack;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks that the deployed state machine has this checkout's definition. Substituted values may
 * differ.
 */
final class DefinitionVersion implements Check {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[A-Za-z0-9]+}");

  @Override
  public String title() {
    return "state machine";
  }

  @Override
  public List<Finding> run(CheckContext context) {
    Optional<String> here = context.checkout().text(Checkout.DEFINITION);
    if (here.isEmpty()) {
      return List.of(context.checkout().missing(title(), Checkout.DEFINITION));
    }
    DeployedStack stack = context.stack();
    return context
        .ask(
            "states:DescribeStateMachine",
            () ->
                stack
                    .states()
                    .describeStateMachine(r -> r.stateMachineArn(stack.stateMachineArn()))
                    .definition())
        .map(deployed -> List.of(evaluate(here.get(), deployed)))
        .orElse(List.of());
  }

  Finding evaluate(String here, String deployed) {
    List<String> differing =
        Differences.between(
            NormalizedTemplate.ofJson(here),
            NormalizedTemplate.ofJson(deployed),
            Set.of(),
            DefinitionVersion::isFilledIn);
    return differing.isEmpty()
        ? Finding.ok(title(), "its definition is that of this checkout")
        : Finding.fix(
            title(),
            "its definition differs from this checkout's in " + Differences.summary(differing),
            "deploy this checkout: the state machine was changed, or is of another version");
  }

  /** Whether the deployed text is this text with values in place of its placeholders. */
  static boolean isFilledIn(String here, String deployed) {
    var expected = new StringBuilder();
    int from = 0;
    Matcher placeholder = PLACEHOLDER.matcher(here);
    while (placeholder.find()) {
      expected.append(Pattern.quote(here.substring(from, placeholder.start()))).append(".+");
      from = placeholder.end();
    }
    expected.append(Pattern.quote(here.substring(from)));
    return Pattern.compile(expected.toString(), Pattern.DOTALL).matcher(deployed).matches();
  }
}
