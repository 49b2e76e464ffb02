package dev.fanfare.cli.doctor;

import dev.fanfare.cli.stack.DeployedStack;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/** Checks that all functions run the jar of this checkout. */
final class CodeVersion implements Check {
  /** The alias that the state machine and the WebSocket API call. */
  private static final String ALIAS = "live";

  @Override
  public String title() {
    return "code";
  }

  @Override
  public List<Finding> run(CheckContext context) {
    Optional<List<StackResourceSummary>> functions = functions(context);
    if (functions.isEmpty()) {
      return List.of();
    }
    var byFunction = new TreeMap<String, String>();
    for (StackResourceSummary function : functions.get()) {
      hash(context, function.physicalResourceId())
          .ifPresent(hash -> byFunction.put(function.logicalResourceId(), hash));
    }
    return byFunction.isEmpty() ? List.of() : List.of(evaluate(byFunction, context.checkout()));
  }

  private static Optional<List<StackResourceSummary>> functions(CheckContext context) {
    DeployedStack stack = context.stack();
    return context.ask(
        "cloudformation:ListStackResources",
        () ->
            stack
                .stacks()
                .listStackResourcesPaginator(r -> r.stackName(stack.name()))
                .stackResourceSummaries()
                .stream()
                .filter(resource -> resource.resourceType().equals("AWS::Lambda::Function"))
                .toList());
  }

  private static Optional<String> hash(CheckContext context, String function) {
    DeployedStack stack = context.stack();
    return context.ask(
        "lambda:GetFunction",
        () ->
            stack
                .functions()
                .getFunction(r -> r.functionName(function).qualifier(ALIAS))
                .configuration()
                .codeSha256());
  }

  private Finding evaluate(Map<String, String> byFunction, Checkout checkout) {
    Optional<String> jar = checkout.jarHash();
    if (jar.isEmpty()) {
      return checkout.missing(title(), Checkout.JAR);
    }
    return evaluate(byFunction, jar.get());
  }

  Finding evaluate(Map<String, String> byFunction, String jar) {
    List<String> others =
        byFunction.entrySet().stream()
            .filter(each -> !each.getValue().equals(jar))
            .map(Map.Entry::getKey)
            .toList();
    return others.isEmpty()
        ? Finding.ok(title(), byFunction.size() + " functions run this checkout's jar")
        : Finding.fix(
            title(),
            "%d of %d functions do not run this checkout's jar: %s"
                .formatted(others.size(), byFunction.size(), Differences.summary(others)),
            "build and deploy this checkout, or run doctor in the one that is deployed");
  }
}
