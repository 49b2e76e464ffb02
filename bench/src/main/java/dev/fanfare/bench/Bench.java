package dev.fanfare.bench;

import static java.util.Objects.requireNonNull;

import dev.fanfare.bench.estimate.EstimateCommand;
import dev.fanfare.bench.fanout.FanoutCommand;
import dev.fanfare.bench.hostile.HostileCommand;
import dev.fanfare.bench.process.BenchFailure;
import dev.fanfare.bench.stale.StaleCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;

/** {@code ./fanfare bench}: measures the cost of the pusher and the duration of broadcasts. */
@Command(
    name = "fanfare bench",
    description = "Measures the cost of the pusher, and how long broadcasts take.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      PushCommand.class,
      FanoutCommand.class,
      EstimateCommand.class,
      StaleCommand.class,
      HostileCommand.class,
      MicroCommand.class,
      HelpCommand.class
    })
public final class Bench implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  public static CommandLine commandLine() {
    var commandLine = new CommandLine(new Bench());
    // The options of micro are JMH's.
    requireNonNull(commandLine.getSubcommands().get("micro"))
        .setUnmatchedOptionsArePositionalParams(true);
    return commandLine
        .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler(Bench::reportUsageError)
        .setExecutionExceptionHandler(Bench::report);
  }

  /** Prints one line that says what is wrong with the arguments, then the usage. */
  private static int reportUsageError(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    command.getErr().println(String.valueOf(e.getMessage()).replace('\n', ' '));
    command.usage(command.getErr());
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  /** Prints the message of a {@link BenchFailure}. Other exceptions keep their stack trace. */
  private static int report(Exception e, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (!(e instanceof BenchFailure)) {
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
