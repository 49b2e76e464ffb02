package dev.fanfare.cli.text;

import dev.fanfare.text.Printable;
import java.io.PrintWriter;

/**
 * Where a command writes: everything is printable, so that no id, message or error of a stranger
 * moves the cursor or rewrites what stands above. What the tool itself has to say to the terminal
 * goes through {@link #sequence}.
 */
public final class TerminalWriter extends PrintWriter {
  private final PrintWriter terminal;

  private TerminalWriter(PrintWriter terminal) {
    super(terminal, true);
    this.terminal = terminal;
  }

  /** The writer itself when it is one already. */
  public static TerminalWriter of(PrintWriter out) {
    return out instanceof TerminalWriter writer ? writer : new TerminalWriter(out);
  }

  /** An escape sequence of our own, as it is. */
  void sequence(String sequence) {
    terminal.write(sequence);
  }

  @Override
  public void write(int character) {
    write(Character.toString(character));
  }

  @Override
  public void write(char[] text, int from, int length) {
    write(new String(text, from, length));
  }

  @Override
  public void write(String text, int from, int length) {
    String printable = Printable.lines(text.substring(from, from + length));
    super.write(printable, 0, printable.length());
  }
}
