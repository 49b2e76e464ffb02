package dev.fanfare.cli;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * The commands below {@code fanfare}. Reading the annotations of all commands takes longer than
 * most commands run. A call therefore reads only those of the command that it names; the others are
 * a name and a line of help.
 */
final class Subcommands {

  /**
   * The commands of the module devtools. The operator's tool lists them but cannot run them,
   * because the local stack is not on its class path: the launcher {@code ./fanfare} starts
   * devtools instead.
   */
  private static final Map<String, String> OF_DEVTOOLS =
      Map.of(
          "demo",
          "Broadcasts to thousands of real clients on this machine, and checks the result.",
          "local",
          "Runs template.yaml on this machine until Ctrl-C.");

  private static final String COMPLETION = "completion";
  private static final String HELP = "help";

  /** Begins the name of a file with arguments, which picocli reads later. */
  private static final String FILE = "@";

  private Subcommands() {}

  /**
   * Returns which commands a call needs with all their options.
   *
   * @param arguments of the call, the command first
   * @return a test of the command's name
   */
  static Predicate<String> neededFor(List<String> arguments) {
    String first = arguments.isEmpty() ? "" : arguments.get(0);
    if (first.equals(COMPLETION) || first.startsWith(FILE)) {
      return name -> true;
    }
    String second = arguments.size() > 1 ? arguments.get(1) : "";
    return name -> name.equals(first) || first.equals(HELP) && name.equals(second);
  }

  /**
   * Adds commands to the tool.
   *
   * @param types the operator's commands, classes with {@link Command}
   * @param more commands of another module, classes with {@link Command}
   * @param isNeeded a test of the command's name; other commands get only a name and a line of help
   */
  static void add(
      CommandLine tool,
      IFactory factory,
      List<Class<?>> types,
      List<Class<?>> more,
      Predicate<String> isNeeded) {
    Map<String, String> unavailable = new LinkedHashMap<>(OF_DEVTOOLS);
    for (Class<?> type : Stream.concat(types.stream(), more.stream()).toList()) {
      Command command = type.getAnnotation(Command.class);
      unavailable.remove(command.name());
      tool.addSubcommand(
          isNeeded.test(command.name())
              ? new CommandLine(type, factory)
              : line(command.name(), command.header()));
    }
    unavailable.forEach((name, header) -> tool.addSubcommand(line(name, header)));
  }

  private static CommandLine line(String name, String... header) {
    var spec = CommandSpec.wrapWithoutInspection(new Unavailable());
    spec.name(name).usageMessage().header(header);
    var line = new CommandLine(spec);
    ((Unavailable) spec.userObject()).line = line;
    return line;
  }

  /** Stands for a command that this process cannot run, and says so when it is called. */
  private static final class Unavailable implements Runnable {
    private @Nullable CommandLine line;

    @Override
    public void run() {
      CommandLine called = requireNonNull(line, "set as soon as it is made");
      throw new ParameterException(
          called, called.getCommandName() + " is a command of the launcher: run ./fanfare");
    }
  }
}
