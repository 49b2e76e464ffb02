package dev.fanfare.cli.doctor;

import dev.fanfare.cli.stack.DeployedStack;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;

/** Whether the stack was deployed from this checkout's template. */
final class TemplateVersion implements Check {
  /** Where tools that deploy put the place to which they have copied the files. */
  private static final Set<String> PLACES = Set.of("CodeUri", "DefinitionUri", "SamResourceId");

  @Override
  public String about() {
    return "template";
  }

  @Override
  public List<Finding> look(CheckContext context) {
    Optional<String> here = context.checkout().text(Checkout.TEMPLATE);
    if (here.isEmpty()) {
      return List.of(context.checkout().missing(about(), Checkout.TEMPLATE));
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
        .map(deployed -> List.of(judge(here.get(), deployed)))
        .orElse(List.of());
  }

  Finding judge(String here, String deployed) {
    List<String> differing =
        Differences.between(
            NormalizedTemplate.ofTemplate(here),
            NormalizedTemplate.ofTemplate(deployed),
            PLACES,
            String::equals);
    return differing.isEmpty()
        ? Finding.ok(about(), "the stack was deployed from this checkout's")
        : Finding.fix(
            about(),
            "the stack's differs from this checkout's in " + Differences.told(differing),
            "deploy this checkout, or use the tool of the version that is deployed");
  }
}
