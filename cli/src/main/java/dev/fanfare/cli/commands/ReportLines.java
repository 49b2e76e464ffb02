package dev.fanfare.cli.commands;

import dev.fanfare.broadcast.Outcome;
import dev.fanfare.cli.broadcasts.Broadcast;
import dev.fanfare.cli.broadcasts.Summary;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.cli.text.Amounts;
import dev.fanfare.cli.text.Table;
import dev.fanfare.request.Priority;
import dev.fanfare.text.Printable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Formats the result of a broadcast as text. */
final class ReportLines {
  private ReportLines() {}

  /** Returns the outcomes, and the command to run next. */
  static List<String> ended(DeployedStack stack, Broadcast broadcast, Instant now) {
    return ended(broadcast, now, stack.call("resend") + " " + broadcast.id());
  }

  /**
   * Returns the outcomes, and the command to run next.
   *
   * @param resend the command that tries missed connections again
   */
  static List<String> ended(Broadcast broadcast, Instant now, String resend) {
    var lines = new ArrayList<String>();
    lines.add(
        "Broadcast %s: %s in %s%s"
            .formatted(
                broadcast.id(),
                broadcast.status(),
                Amounts.duration(broadcast.took(now)),
                broadcast.priority().equals(Optional.of(Priority.LOW)) ? " (low priority)" : ""));
    Summary end = broadcast.summary().orElseThrow();
    if (!end.trouble().isEmpty()) {
      lines.add("  " + Printable.of(end.trouble()));
      return lines;
    }
    lines.addAll(
        booksTable(end.planned(), end.outcomes())
            .row("pruned", end.work().pruned(), null)
            .row("shards", end.work().shards(), null)
            .row("rounds", end.work().rounds(), null)
            .body());
    if (end.missed() > 0) {
      lines.add(missed(end.missed(), resend));
    }
    long cancelled = end.count(Outcome.CANCELLED);
    if (cancelled > 0) {
      lines.add(
          "%s cancelled: nothing was posted to them, and resend does not include them"
              .formatted(Amounts.count(cancelled, "connection")));
    }
    if (end.missed() == 0 && broadcast.status().equals("FAILED")) {
      lines.add(
          "no connection was missed, but the broadcast failed afterwards: show names the step");
    }
    return lines;
  }

  static String missed(long connections, String resend) {
    return "%s missed: %s tries them again"
        .formatted(Amounts.count(connections, "connection"), resend);
  }

  /**
   * Returns the planned count and, below it, each outcome that occurred. Delivered is always
   * listed.
   */
  static List<String> books(long planned, Map<String, Long> outcomes) {
    return booksTable(planned, outcomes).body();
  }

  private static Table booksTable(long planned, Map<String, Long> outcomes) {
    var table = new Table("", ">", ">").row("planned", planned, null);
    outcomes.forEach(
        (outcome, count) -> {
          if (count > 0 || outcome.equals(Outcome.DELIVERED.word())) {
            table.row("  " + outcome, count, share(count, planned));
          }
        });
    return table;
  }

  private static String share(long count, long planned) {
    return planned == 0 ? "" : Amounts.percent((double) count / planned);
  }
}
