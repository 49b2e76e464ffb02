package dev.fanfare.devtools;

import dev.fanfare.cli.CommandFailure;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.local.LocalStack;
import dev.fanfare.local.StackPorts;
import dev.fanfare.loopback.LocalEndpoints;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fanfare local}: runs the local stack until it is interrupted. */
@Command(
    name = "local",
    header = "Runs template.yaml on this machine until Ctrl-C.",
    description =
        "Sockets, SQS, S3, DynamoDB, Step Functions and Lambda in one JVM, on 127.0.0.1 only."
            + " Needs no AWS account and no Docker. All data is lost when it stops.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class LocalCommand implements Callable<Integer> {
  private static final String ENV = "--env";
  private static final Set<String> WITH_ENV = Set.of(ENV, "--port");
  private static final String NAME = "fanfare";

  @Spec private CommandSpec spec;
  @Mixin private StackOptions stack;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "" + LocalEndpoints.FIRST,
      description =
          "First of three consecutive ports: all AWS APIs, the WebSocket API, and the console"
              + " (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = ENV,
      description = {
        "Start nothing; print variables that point any AWS SDK and the AWS CLI at the stack"
            + " that runs on --port, and that name its parts.",
        "Try: ./fanfare local --env > local.env && . ./local.env"
      })
  private boolean env;

  @Option(
      names = "--verbose",
      description =
          "Also print the outputs of the template, and list its properties that have no effect on"
              + " this machine.")
  private boolean verbose;

  @ArgGroup(exclusive = false)
  private @Nullable SiteOptions site;

  @Override
  public Integer call() throws InterruptedException {
    if (port < 1 || port > LocalEndpoints.MAX_FIRST) {
      throw new ParameterException(
          spec.commandLine(),
          "--port is " + port + ": must be from 1 to " + LocalEndpoints.MAX_FIRST);
    }
    if (env) {
      printVariables();
      return 0;
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
    PrintWriter out = spec.commandLine().getOut();
    banner.lines(pages.rows()).forEach(out::println);
    if (verbose) {
      banner.details().forEach(out::println);
    }
    stopped.await();
    return 0;
  }

  private void printVariables() {
    for (var given : spec.commandLine().getParseResult().matchedOptions()) {
      if (!WITH_ENV.contains(given.longestName())) {
        throw new ParameterException(
            spec.commandLine(),
            "--env prints the variables of a running stack and allows only --port, not "
                + given.longestName());
      }
    }
    try (var running = DeployedStack.onPort(NAME, port)) {
      LocalVariables.of(running, LocalEndpoints.apis(port))
          .forEach(spec.commandLine().getOut()::println);
    }
  }

  private LocalPages servePages(LocalStack running) {
    try {
      Optional<SiteOptions> wanted = Optional.ofNullable(site);
      return LocalPages.serve(running, LocalEndpoints.console(port), wanted, stack.asksForTokens());
    } catch (CommandFailure e) {
      running.close();
      throw e;
    }
  }
}
