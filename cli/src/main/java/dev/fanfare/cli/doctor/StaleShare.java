package dev.fanfare.cli.doctor;

import dev.fanfare.broadcast.Outcome;
import dev.fanfare.cli.broadcasts.Broadcast;
import dev.fanfare.cli.broadcasts.Broadcasts;
import dev.fanfare.cli.broadcasts.Summary;
import dev.fanfare.cli.stack.DeployedStack;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Checks how many posts of the latest broadcasts went to stale connections. */
final class StaleShare implements Check {
  private static final int LATEST = 10;

  /**
   * Some clients always disconnect without notice. A larger share means that rows are not cleaned
   * up.
   */
  private static final double TOO_MANY = 0.2;

  @Override
  public String title() {
    return "stale connections";
  }

  @Override
  public List<Finding> run(CheckContext context) {
    return RecentExecutions.latest(context)
        .map(
            latest ->
                latest.stream()
                    .filter(each -> each.status() != ExecutionStatus.RUNNING)
                    .limit(LATEST)
                    .flatMap(each -> summary(context, each))
                    .toList())
        .map(summaries -> List.of(evaluate(summaries)))
        .orElse(List.of());
  }

  private static Stream<Summary> summary(CheckContext context, ExecutionListItem execution) {
    DeployedStack stack = context.stack();
    return context
        .ask("states:DescribeExecution", () -> new Broadcasts(stack).get(execution.name()))
        .flatMap(found -> found)
        .flatMap(Broadcast::summary)
        .stream();
  }

  Finding evaluate(List<Summary> latest) {
    List<Summary> pushed =
        latest.stream().filter(each -> each.planned() > 0 && !each.dryRun()).toList();
    long planned = pushed.stream().mapToLong(Summary::planned).sum();
    if (planned == 0) {
      return Finding.ok(title(), "no broadcast has posted yet");
    }
    long stale =
        pushed.stream()
            .mapToLong(
                each -> Optional.ofNullable(each.outcomes().get(Outcome.STALE.word())).orElse(0L))
            .sum();
    double share = (double) stale / planned;
    String found =
        String.format(
            Locale.ROOT,
            "%.1f %% of the %3$,d connections of the latest %2$d broadcasts were already closed",
            100 * share,
            pushed.size(),
            planned);
    return share > TOO_MANY
        ? Finding.fix(
            title(),
            found,
            "check that PruneStale succeeds (./fanfare show), that Disconnect deletes rows (its log), and"
                + " that the table's TTL is on; each stale row costs a post")
        : Finding.ok(title(), found);
  }
}
