package dev.fanfare.cli.text;

import dev.fanfare.text.Printable;
import java.io.PrintWriter;
import java.util.List;

/**
 * Lines that are rewritten in place on a terminal. Each is cut to the width of the terminal: a
 * wrapped line takes two rows, and the next update would leave its first row behind.
 */
public final class LiveLines {
  private static final String UP = "\u001b[%dA";
  private static final String CLEAR_TO_END = "\u001b[J";

  private final TerminalWriter out;
  private final int width;
  private int shown;

  /**
   * @param width of the terminal, in characters
   */
  public LiveLines(PrintWriter out, int width) {
    this.out = TerminalWriter.of(out);
    this.width = width;
  }

  /** Replaces the lines that are shown. */
  public void show(List<String> lines) {
    clear();
    lines.forEach(line -> out.print(truncate(line) + "\n"));
    shown = lines.size();
    out.flush();
  }

  /** Removes the lines that are shown. */
  public void clear() {
    if (shown > 0) {
      out.sequence("\r" + UP.formatted(shown) + CLEAR_TO_END);
      shown = 0;
      out.flush();
    }
  }

  private String truncate(String line) {
    return Printable.truncate(Printable.of(line), width - 1);
  }
}
