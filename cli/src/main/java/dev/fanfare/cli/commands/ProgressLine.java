package dev.fanfare.cli.commands;

import dev.fanfare.cli.broadcasts.Progress;
import dev.fanfare.cli.text.Amounts;
import dev.fanfare.cli.text.ProgressBar;
import dev.fanfare.request.Priority;
import dev.fanfare.text.Printable;
import java.time.Duration;
import java.util.stream.Collectors;

/** Formats the progress of a broadcast as one line. */
final class ProgressLine {
  private static final int BAR = 20;

  private ProgressLine() {}

  /**
   * @param idWidth width of the id column, in characters
   */
  static String of(Progress progress, int idWidth) {
    String id = padded(Printable.of(progress.id()), idWidth);
    if (!progress.plan().isFinished() && !progress.hasEnded()) {
      return "%s  planning: %s so far"
          .formatted(id, Amounts.count(progress.plan().planned(), "connection"));
    }
    return "%s  %s %5s  %s of %s  %s  %s%s%s"
        .formatted(
            id,
            ProgressBar.of(progress.share(), BAR),
            Amounts.percent(progress.share()),
            Amounts.count(progress.pushed().settled()),
            Amounts.count(progress.plan().planned()),
            pace(progress),
            outcomes(progress),
            round(progress),
            progress.priority() == Priority.LOW ? "  (low priority)" : "")
        .stripTrailing();
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String pace(Progress progress) {
    if (progress.hasEnded()) {
      return progress.status() + " in " + Amounts.duration(progress.tookMillis());
    }
    if (progress.isPruning()) {
      return "pruning; the report is final";
    }
    String pace = Amounts.pace(progress.speed().postsPerSecond());
    return progress.speed().millisLeft() == null
        ? pace
        : pace + "  " + Amounts.clock(Duration.ofMillis(progress.speed().millisLeft())) + " left";
  }

  private static String outcomes(Progress progress) {
    return progress.pushed().outcomes().entrySet().stream()
        .filter(outcome -> outcome.getValue() > 0)
        .map(outcome -> outcome.getKey() + " " + Amounts.count(outcome.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String round(Progress progress) {
    return progress.pushed().round() > 1 ? "  (round " + progress.pushed().round() + ")" : "";
  }
}
