package dev.fanfare.cli.doctor;

import dev.fanfare.cli.stack.DeployedStack;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Checks that the latest broadcasts did not fail. */
final class RecentExecutions implements Check {
  private static final int LATEST = 20;
  private static final int MAX_LISTED = 3;
  private static final Set<ExecutionStatus> BAD =
      Set.of(ExecutionStatus.FAILED, ExecutionStatus.TIMED_OUT, ExecutionStatus.ABORTED);

  @Override
  public String title() {
    return "broadcasts";
  }

  /** Returns the latest executions, the latest first; empty if the call failed. */
  static Optional<List<ExecutionListItem>> latest(CheckContext context) {
    DeployedStack stack = context.stack();
    return context.ask(
        "states:ListExecutions",
        () ->
            stack
                .states()
                .listExecutions(r -> r.stateMachineArn(stack.stateMachineArn()).maxResults(LATEST))
                .executions());
  }

  @Override
  public List<Finding> run(CheckContext context) {
    return latest(context).map(latest -> List.of(evaluate(latest))).orElse(List.of());
  }

  private Finding evaluate(List<ExecutionListItem> latest) {
    List<String> bad =
        latest.stream()
            .filter(each -> BAD.contains(each.status()))
            .map(each -> each.name() + " " + each.statusAsString())
            .toList();
    if (bad.isEmpty()) {
      return Finding.ok(title(), "none of the latest " + latest.size() + " failed");
    }
    return Finding.fix(
        title(),
        "%d of the latest %d failed: %s%s"
            .formatted(
                bad.size(),
                latest.size(),
                bad.stream().limit(MAX_LISTED).collect(Collectors.joining(", ")),
                bad.size() > MAX_LISTED ? ", …" : ""),
        "./fanfare show ID says why; ./fanfare resend ID posts to the missed connections");
  }
}
