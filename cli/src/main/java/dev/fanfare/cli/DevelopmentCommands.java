package dev.fanfare.cli;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * The commands of the module devtools. The operator's tool lists them in its help, but does not
 * carry the local stack: the launcher {@code ./fanfare} starts devtools for them.
 */
final class DevelopmentCommands {
  private static final Map<String, String> HEADERS =
      new TreeMap<>(
          Map.of(
              "demo",
              "Broadcasts to thousands of real clients on this machine, and checks the result.",
              "local",
              "Runs template.yaml on this machine until Ctrl-C."));

  private DevelopmentCommands() {}

  /**
   * Adds the given commands, and a line of help for those that are not given.
   *
   * @param present classes with {@link Command}
   */
  static void addTo(CommandLine tool, CommandLine.IFactory factory, Class<?>... present) {
    List<String> names =
        Arrays.stream(present).map(type -> type.getAnnotation(Command.class).name()).toList();
    for (Class<?> type : present) {
      tool.addSubcommand(new CommandLine(type, factory));
    }
    HEADERS.forEach(
        (name, header) -> {
          if (!names.contains(name)) {
            tool.addSubcommand(line(name, header));
          }
        });
  }

  private static CommandLine line(String name, String header) {
    var spec = CommandSpec.wrapWithoutInspection(new Elsewhere());
    spec.name(name).usageMessage().header(header);
    var command = new CommandLine(spec);
    ((Elsewhere) spec.userObject()).command = command;
    return command;
  }

  /** What runs when somebody starts this tool without the launcher. */
  private static final class Elsewhere implements Runnable {
    private @Nullable CommandLine command;

    @Override
    public void run() {
      CommandLine called = requireNonNull(command, "set as soon as it is made");
      throw new ParameterException(
          called, called.getCommandName() + " is a command of the launcher: run ./fanfare");
    }
  }
}
