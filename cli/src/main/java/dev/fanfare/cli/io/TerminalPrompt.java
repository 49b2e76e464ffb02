package dev.fanfare.cli.io;

import dev.fanfare.text.Printable;
import java.io.Console;
import java.util.Locale;
import java.util.Set;

/** Asks the operator at the terminal of this process. */
final class TerminalPrompt implements Operator {
  private static final Set<String> YES = Set.of("y", "yes");
  private static final int DEFAULT_COLUMNS = 80;

  /** Set by {@code ./fanfare}. */
  private static final String COLUMNS = "fanfare.columns";

  private final Console console;

  private TerminalPrompt(Console console) {
    this.console = console;
  }

  static Operator find() {
    // Since JDK 22, System.console() returns a console even without a terminal. This property
    // restores null.
    System.setProperty("jdk.console", "java.base");
    Console console = System.console();
    return console == null ? NOBODY : new TerminalPrompt(console);
  }

  @Override
  public boolean isInteractive() {
    return true;
  }

  @Override
  public boolean confirm(String question) {
    String answer = console.readLine("%s [y/N] ", Printable.lines(question));
    return answer != null && YES.contains(answer.strip().toLowerCase(Locale.ROOT));
  }

  @Override
  public int columns() {
    return Integer.getInteger(COLUMNS, DEFAULT_COLUMNS);
  }
}
