package dev.fanfare.cli;

import dev.fanfare.cli.demo.DemoCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;

/** {@code ./fanfare}: exit code 0 when all went well, 1 when not, 2 for a wrong call. */
@Command(
    name = "fanfare",
    description = "One message to every WebSocket client of an audience.",
    mixinStandardHelpOptions = true,
    version = "fanfare 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {LocalCommand.class, DemoCommand.class, HelpCommand.class})
public final class Fanfare implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Fanfare())
        .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Fanfare::tell);
  }

  /** What goes wrong is told in one sentence, not as a stack trace. */
  private static int tell(Exception e, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (!(e instanceof CommandFailure)) {
      throw e;
    }
    command.getErr().println(e.getMessage());
    return command.getCommandSpec().exitCodeOnExecutionException();
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }
}
