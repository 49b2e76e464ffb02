package dev.fanfare.devtools;

import dev.fanfare.cli.Fanfare;
import dev.fanfare.devtools.demo.DemoCommand;
import java.util.List;
import picocli.CommandLine;

/**
 * The command {@code ./fanfare} with {@code local} and {@code demo}, which need the local stack.
 */
public final class DevTools {
  private static final List<Class<?>> COMMANDS = List.of(LocalCommand.class, DemoCommand.class);

  private DevTools() {}

  public static void main(String[] args) {
    Fanfare.run(COMMANDS, args);
  }

  /**
   * Creates the tool with the operator's commands, {@code local} and {@code demo}.
   *
   * @param factory creates the commands and their mixins, such as CommandIo; tests replace these
   */
  public static CommandLine commandLine(CommandLine.IFactory factory) {
    return Fanfare.commandLine(factory, COMMANDS);
  }
}
