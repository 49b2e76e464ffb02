package dev.fanfare.devtools;

import dev.fanfare.cli.Fanfare;
import dev.fanfare.devtools.demo.DemoCommand;
import java.util.List;
import picocli.CommandLine;

/** {@code ./fanfare} with the commands that need the local stack. */
public final class DevTools {
  private static final List<Class<?>> COMMANDS = List.of(LocalCommand.class, DemoCommand.class);

  private DevTools() {}

  public static void main(String[] args) {
    Fanfare.run(COMMANDS, args);
  }

  /**
   * The whole tool: the operator's commands, {@code local} and {@code demo}.
   *
   * @param factory makes the commands and what they have in common, such as the CommandIo; tests
   *     put others in their place
   */
  public static CommandLine commandLine(CommandLine.IFactory factory) {
    return Fanfare.commandLine(factory, COMMANDS);
  }
}
