package dev.fanfare.cli.console;

import dev.fanfare.cli.CommandFailure;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.cli.stack.StackSelection;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fanfare console}: serves the console until it is interrupted. */
@Command(
    name = "console",
    header =
        "Serves a web page that shows broadcasts, and can send, cancel, resend and correct"
            + " them.",
    description =
        "On 127.0.0.1 only. Anyone on this machine can read; writing needs the token in the"
            + " printed address, which is new at each start. Ends with Ctrl-C.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ConsoleCommand implements Callable<Integer> {
  private static final int MAX_PORT = 65_535;

  @Spec private CommandSpec spec;
  @Mixin private StackSelection selection;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "4530",
      description = "Port of the page; 0 means any free port (default: ${DEFAULT-VALUE}).")
  private int port;

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > MAX_PORT) {
      throw new ParameterException(
          spec.commandLine(), "--port is " + port + ": must be from 0 to " + MAX_PORT);
    }
    PrintWriter out = spec.commandLine().getOut();
    try (DeployedStack stack = selection.open();
        ConsoleServer console = serve(stack, port)) {
      out.println("console of stack " + stack.name() + " in " + stack.region() + ":");
      out.println("  " + console.addressWithToken());
      out.println("stop with Ctrl-C");
      out.flush();
      new CountDownLatch(1).await();
    }
    return 0;
  }

  /**
   * Serves the console of a stack.
   *
   * @param port 0 for any free port
   * @throws CommandFailure if the port is in use
   */
  public static ConsoleServer serve(DeployedStack stack, int port) {
    try {
      var operations =
          new StackOperations(
              stack, Clock.systemUTC(), duration -> Thread.sleep(duration.toMillis()));
      return ConsoleServer.start(port, operations, WriteToken.random());
    } catch (IOException e) {
      throw new CommandFailure(
          "cannot serve the console on port %d: %s; choose another with --port"
              .formatted(port, e.getMessage()),
          e);
    }
  }
}
