package dev.fanfare.cli.text;

import dev.fanfare.text.Printable;
import java.io.PrintWriter;
import java.util.List;

/**
 * Lines that are written again in place, on a terminal. Each is cut to the terminal's width, since
 * a line that wraps would take two and leave its first half standing.
 */
public final class LiveLines {
  private static final String UP = "\u001b[%dA";
  private static final String CLEAR_TO_END = "\u001b[J";

  private final TerminalWriter out;
  private final int width;
  private int standing;

  /**
   * @param width of the terminal, in characters
   */
  public LiveLines(PrintWriter out, int width) {
    this.out = TerminalWriter.of(out);
    this.width = width;
  }

  /** Puts these lines where the last ones stand. */
  public void show(List<String> lines) {
    clear();
    lines.forEach(line -> out.print(cut(line) + "\n"));
    standing = lines.size();
    out.flush();
  }

  /** Takes them away, so that something else may stand there. */
  public void clear() {
    if (standing > 0) {
      out.sequence("\r" + UP.formatted(standing) + CLEAR_TO_END);
      standing = 0;
      out.flush();
    }
  }

  private String cut(String line) {
    return Printable.cut(Printable.of(line), width - 1);
  }
}
