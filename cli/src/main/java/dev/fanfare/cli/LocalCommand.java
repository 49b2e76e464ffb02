package dev.fanfare.cli;

import dev.fanfare.local.LocalStack;
import dev.fanfare.local.StackPorts;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fanfare local}: starts the local stack and stays until it is interrupted. */
@Command(
    name = "local",
    header = "Runs template.yaml on this machine, and stays up.",
    description =
        "Real sockets, SQS, S3, DynamoDB, Step Functions and Lambda, in one JVM, on 127.0.0.1 only. No"
            + " AWS account, no Docker. Ends with Ctrl-C, and its data with it.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class LocalCommand implements Callable<Integer> {
  /** One port more than a stack needs: the console's. */
  private static final int HIGHEST_PORT = StackPorts.HIGHEST_FIRST - 1;

  @Spec private CommandSpec spec;
  @Mixin private StackOptions stack;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "4510",
      description =
          "The first of fourteen ports in a row, of which the last is the console's (default:"
              + " ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--env",
      description = {
        "Print the variables that point any AWS SDK or the AWS CLI here, and nothing else, to standard output.",
        "Try: ./fanfare local --env > local.env &",
        "then, when it is up: . ./local.env"
      })
  private boolean env;

  /** Null unless it was given. */
  @ArgGroup(exclusive = false)
  private SiteOptions site;

  @Override
  public Integer call() throws InterruptedException {
    if (port < 1 || port > HIGHEST_PORT) {
      throw new ParameterException(
          spec.commandLine(), "--port is " + port + ": must be from 1 to " + HIGHEST_PORT);
    }
    PrintWriter err = spec.commandLine().getErr();
    err.println("starting the local stack ...");
    LocalStack running =
        stack.start(Map.of(), settings -> settings.withPorts(StackPorts.from(port)));
    LocalPages pages = servePages(running);
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  pages.close();
                  running.close();
                  stopped.countDown();
                },
                "stop"));
    var banner = new StackBanner(running);
    if (env) {
      banner.variables().forEach(spec.commandLine().getOut()::println);
      err.println("up; stop with Ctrl-C");
    } else {
      banner.lines(pages.rows()).forEach(spec.commandLine().getOut()::println);
    }
    stopped.await();
    return 0;
  }

  private LocalPages servePages(LocalStack running) {
    try {
      Optional<SiteOptions> wanted = Optional.ofNullable(site);
      return LocalPages.serve(running, port + StackPorts.COUNT, wanted, stack.asksForTokens());
    } catch (CommandFailure e) {
      running.close();
      throw e;
    }
  }
}
