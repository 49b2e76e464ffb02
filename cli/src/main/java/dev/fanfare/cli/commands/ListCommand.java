package dev.fanfare.cli.commands;

import dev.fanfare.broadcast.Outcome;
import dev.fanfare.cli.broadcasts.Broadcast;
import dev.fanfare.cli.broadcasts.Broadcasts;
import dev.fanfare.cli.broadcasts.Summary;
import dev.fanfare.cli.io.CommandIo;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.cli.stack.StackSelection;
import dev.fanfare.cli.text.Amounts;
import dev.fanfare.cli.text.Table;
import dev.fanfare.text.Printable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fanfare list}: lists the latest broadcasts. */
@Command(
    name = "list",
    header = "Lists broadcasts, the latest first.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ListCommand implements Callable<Integer> {
  private static final int MAX_LIMIT = 1000;
  private static final int MAX_TROUBLE_LENGTH = 60;

  /** The statuses of a broadcast. Step Functions has others, which broadcasts never have. */
  enum Status {
    RUNNING,
    SUCCEEDED,
    CANCELLED,
    FAILED,
    TIMED_OUT,
    ABORTED
  }

  @Mixin private StackSelection selection;
  @Mixin private CommandIo io;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description =
          "Only those that are: ${COMPLETION-CANDIDATES}. CANCELLED searches the latest 1,000.")
  private @Nullable Status status;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "At most so many, 1 to 1000 (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(
      names = "--dry-runs",
      description = "Also those that were only planned, as by estimate and send.")
  private boolean dryRuns;

  @Override
  public Integer call() {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw io.usageError("--limit is " + limit + ": must be from 1 to " + MAX_LIMIT);
    }
    try (DeployedStack stack = selection.open()) {
      List<Broadcast> found =
          new Broadcasts(stack)
              .latest(status == null ? null : status.name())
              .filter(broadcast -> dryRuns || !isDryRun(broadcast))
              .limit(limit)
              .toList();
      io.answer(found.stream().map(Broadcast::json).toList(), lines(found));
      return 0;
    }
  }

  private static boolean isDryRun(Broadcast broadcast) {
    return broadcast.summary().filter(Summary::dryRun).isPresent();
  }

  private List<String> lines(List<Broadcast> broadcasts) {
    if (broadcasts.isEmpty()) {
      return List.of("no broadcasts" + (status == null ? "" : " with status " + status));
    }
    var table =
        new Table(
            "id",
            "status",
            "path",
            "started (UTC)",
            ">took",
            ">planned",
            ">delivered",
            ">missed",
            "");
    broadcasts.forEach(broadcast -> addRow(table, broadcast));
    return table.lines();
  }

  private void addRow(Table table, Broadcast broadcast) {
    Optional<Summary> end = broadcast.summary();
    Optional<Summary> figures = end.filter(summary -> summary.trouble().isEmpty());
    table.row(
        broadcast.id(),
        broadcast.status(),
        broadcast.path(),
        Amounts.time(broadcast.startedAt()),
        Amounts.duration(broadcast.took(io.clock().instant())),
        figures.map(Summary::planned).orElse(null),
        figures.map(summary -> summary.count(Outcome.DELIVERED)).orElse(null),
        figures.map(Summary::missed).orElse(null),
        end.map(ListCommand::remark).orElse(null));
  }

  private static String remark(Summary end) {
    return end.dryRun() ? "dry run" : Printable.of(end.trouble(), MAX_TROUBLE_LENGTH);
  }
}
