package dev.fanfare.cli.text;

import dev.fanfare.text.Printable;
import java.io.PrintWriter;

/**
 * Escapes control characters in everything that a command prints, so that an id, message or error
 * from outside cannot move the cursor or overwrite earlier lines. The tool's own escape sequences
 * go through {@link #sequence}.
 */
public final class TerminalWriter extends PrintWriter {
  private final PrintWriter terminal;

  private TerminalWriter(PrintWriter terminal) {
    super(terminal, true);
    this.terminal = terminal;
  }

  /** Returns a terminal writer around {@code out}, or {@code out} if it already is one. */
  public static TerminalWriter of(PrintWriter out) {
    return out instanceof TerminalWriter writer ? writer : new TerminalWriter(out);
  }

  /** Writes an escape sequence of the tool itself, unchanged. */
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
