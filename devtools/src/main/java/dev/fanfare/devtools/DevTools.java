package dev.fanfare.devtools;

import dev.fanfare.cli.Fanfare;
import dev.fanfare.devtools.demo.DemoCommand;
import picocli.CommandLine;

/** {@code ./fanfare} with the commands that need the local stack. */
public final class DevTools {
  private DevTools() {}

  public static void main(String[] args) {
    System.exit(commandLine(CommandLine.defaultFactory()).execute(args));
  }

  /**
   * The whole tool: the operator's commands, {@code local} and {@code demo}.
   *
   * @param factory makes the commands and what they have in common, such as the CommandIo; tests
   *     put others in their place
   */
  public static CommandLine commandLine(CommandLine.IFactory factory) {
    return Fanfare.commandLine(factory, LocalCommand.class, DemoCommand.class);
  }
}
