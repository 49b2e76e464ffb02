package dev.fanfare.cli;

import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.cli.commands.CancelCommand;
import dev.fanfare.cli.commands.CompletionCommand;
import dev.fanfare.cli.commands.CorrectCommand;
import dev.fanfare.cli.commands.ExportCommand;
import dev.fanfare.cli.commands.HistoryCommand;
import dev.fanfare.cli.commands.ListCommand;
import dev.fanfare.cli.commands.ResendCommand;
import dev.fanfare.cli.commands.SendCommand;
import dev.fanfare.cli.commands.ShowCommand;
import dev.fanfare.cli.commands.WatchCommand;
import dev.fanfare.cli.console.ConsoleCommand;
import dev.fanfare.cli.doctor.DoctorCommand;
import dev.fanfare.cli.estimate.EstimateCommand;
import dev.fanfare.cli.io.CommandIo;
import dev.fanfare.cli.stack.StackErrors;
import dev.fanfare.cli.text.TerminalWriter;
import dev.fanfare.text.Printable;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import software.amazon.awssdk.core.exception.SdkException;

/** The command {@code ./fanfare}. {@link ExitCode} lists its exit codes. */
@Command(
    name = "fanfare",
    description = "Sends one message to every WebSocket client of an audience.",
    mixinStandardHelpOptions = true,
    versionProvider = ToolVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:success",
      "1:failure: a broadcast is incomplete or cancelled, there are findings, a deadline"
          + " cannot be met",
      "2:usage error",
      "3:stack not found or not reached, or access denied",
      "4:no such broadcast",
      "130:interrupted with Ctrl-C"
    },
    footer = "%nBenchmarks are separate commands: fanfare bench --help")
public final class Fanfare implements Runnable {
  private static final List<Class<?>> COMMANDS =
      List.of(
          EstimateCommand.class,
          SendCommand.class,
          WatchCommand.class,
          ListCommand.class,
          ShowCommand.class,
          HistoryCommand.class,
          CancelCommand.class,
          ResendCommand.class,
          CorrectCommand.class,
          ExportCommand.class,
          DoctorCommand.class,
          ConsoleCommand.class,
          CompletionCommand.class,
          HelpCommand.class);

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  public static void main(String[] args) {
    run(List.of(), args);
  }

  /**
   * Runs one command line and ends the process.
   *
   * @param more classes of commands to add to the operator's
   */
  public static void run(List<Class<?>> more, String[] args) {
    Predicate<String> needed = Subcommands.neededFor(List.of(args));
    System.exit(commandLine(CommandLine.defaultFactory(), more, needed).execute(args));
  }

  /**
   * Creates the tool with all commands. It can run any number of command lines.
   *
   * @param factory creates the commands and their mixins, such as {@link CommandIo}; tests replace
   *     these
   * @param more classes of commands to add to the operator's
   */
  public static CommandLine commandLine(CommandLine.IFactory factory, List<Class<?>> more) {
    return commandLine(factory, more, name -> true);
  }

  static CommandLine commandLine(
      CommandLine.IFactory factory, List<Class<?>> more, Predicate<String> isNeeded) {
    var command = new CommandLine(new Fanfare(), factory);
    Subcommands.add(command, factory, COMMANDS, more, isNeeded);
    CommandGroups.show(command);
    return command
        .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(Fanfare::run)
        .setParameterExceptionHandler(Fanfare::reportUsageError)
        .setExecutionExceptionHandler(Fanfare::report);
  }

  /**
   * Runs a command. Help may contain colour codes; in all other output, control characters are
   * escaped.
   */
  private static int run(CommandLine.ParseResult parsed) {
    Integer helpCode = CommandLine.executeHelpRequest(parsed);
    if (helpCode != null) {
      return helpCode;
    }
    CommandLine tool = parsed.commandSpec().commandLine();
    tool.setOut(TerminalWriter.of(tool.getOut())).setErr(TerminalWriter.of(tool.getErr()));
    return new CommandLine.RunLast().execute(parsed);
  }

  /** Prints one line that says what is wrong with the arguments, then the usage. */
  private static int reportUsageError(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String meant =
        e instanceof UnmatchedArgumentException unmatched && !unmatched.getSuggestions().isEmpty()
            ? "; did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?"
            : "";
    command.getErr().println(Printable.of(String.valueOf(e.getMessage())) + meant);
    command.usage(command.getErr());
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  /** Prints an expected error as one sentence. Other exceptions keep their stack trace. */
  private static int report(Exception e, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    CommandFailure failure;
    if (e instanceof CommandFailure expected) {
      failure = expected;
    } else if (e instanceof SdkException sdk) {
      failure = StackErrors.failure(sdk);
    } else if (e instanceof InvalidRequestException invalid) {
      failure = CommandIo.refusal(String.valueOf(invalid.getMessage()));
    } else {
      throw e;
    }
    command.getErr().println(Printable.lines(String.valueOf(failure.getMessage())));
    return failure.exitCode();
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }
}
