package dev.fanfare.cli.doctor;

import dev.fanfare.cli.stack.DeployedStack;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;

/** Checks that the stack was deployed from this checkout's template. */
final class TemplateVersion implements Check {
  /** Properties in which deployment tools store the place to which they copied the files. */
  private static final Set<String> LOCATIONS = Set.of("CodeUri", "DefinitionUri", "SamResourceId");

  @Override
  public String title() {
    return "template";
  }

  @Override
  public List<Finding> run(CheckContext context) {
    Optional<String> here = context.checkout().text(Checkout.TEMPLATE);
    if (here.isEmpty()) {
      return List.of(context.checkout().missing(title(), Checkout.TEMPLATE));
    }
    DeployedStack stack = context.stack();
    return context
        .ask(
            "cloudformation:GetTemplate",
            () ->
                stack
                    .stacks()
                    .getTemplate(
                        r -> r.stackName(stack.name()).templateStage(TemplateStage.ORIGINAL))
                    .templateBody())
        .map(deployed -> List.of(evaluate(here.get(), deployed)))
        .orElse(List.of());
  }

  Finding evaluate(String here, String deployed) {
    List<String> differing =
        Differences.between(
            NormalizedTemplate.ofTemplate(here),
            NormalizedTemplate.ofTemplate(deployed),
            LOCATIONS,
            String::equals);
    return differing.isEmpty()
        ? Finding.ok(title(), "the stack has that of this checkout")
        : Finding.fix(
            title(),
            "that of the stack differs from this checkout's in " + Differences.summary(differing),
            "deploy this checkout, or use the tool of the deployed version");
  }
}
