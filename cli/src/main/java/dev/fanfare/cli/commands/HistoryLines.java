package dev.fanfare.cli.commands;

import dev.fanfare.cli.broadcasts.HistoryRow;
import dev.fanfare.cli.io.CommandIo;
import dev.fanfare.text.Printable;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prints events as they arrive, one line each. The columns have fixed widths, because later events
 * are not known yet.
 */
final class HistoryLines {
  private static final String FORMAT = "%5s %9s  %-22s %-24s %s";

  private final CommandIo io;
  private final boolean withData;

  HistoryLines(CommandIo io, boolean withData) {
    this.io = io;
    this.withData = withData;
  }

  void begin(String executionArn) {
    if (!io.wantsJson()) {
      io.out().println("History of " + executionArn);
      io.out().println(line("id", "ms", "type", "state", "about"));
    }
  }

  void show(HistoryRow row) {
    io.answerLine(
        row,
        line(
            Long.toString(row.moment().id()),
            String.format(Locale.ROOT, "%,d", row.moment().ms()),
            row.type(),
            row.state(),
            row.about()));
    if (withData && !io.wantsJson()) {
      data("input", row.data().input());
      data("output", row.data().output());
      data("cause", row.failure().cause());
    }
  }

  /** Prints a line of the pusher's log. */
  void show(String logged) {
    io.answerLine(Map.of("log", logged), "log   " + Printable.of(logged));
  }

  private void data(String name, @Nullable String text) {
    if (text != null) {
      io.out().println("      " + name + " " + Printable.of(text));
    }
  }

  private static String line(String id, String ms, String type, String state, String about) {
    return String.format(FORMAT, id, ms, type, state, Printable.of(about)).stripTrailing();
  }
}
