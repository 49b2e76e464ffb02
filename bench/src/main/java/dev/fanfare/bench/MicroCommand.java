package dev.fanfare.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./fanfare bench micro}: runs JMH and passes all options to it. */
@Command(
    name = "micro",
    header = "Measures parts of the pusher, in nanoseconds, with JMH.",
    description = "All arguments go to JMH: a pattern for names, -f, -wi, -i; -h lists them.")
final class MicroCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ARGUMENT", description = "Passed to JMH unchanged.")
  private List<String> arguments = List.of();

  @Override
  public Integer call() throws IOException {
    org.openjdk.jmh.Main.main(arguments.toArray(String[]::new));
    return 0;
  }
}
