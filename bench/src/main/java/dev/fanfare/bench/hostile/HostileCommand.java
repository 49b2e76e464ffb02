package dev.fanfare.bench.hostile;

import com.fasterxml.jackson.databind.SerializationFeature;
import dev.fanfare.bench.options.Ranges;
import dev.fanfare.bench.options.ResultOption;
import dev.fanfare.config.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./fanfare bench hostile}: one user who does as much harm as the stack lets it. */
@Command(
    name = "hostile",
    header = "Measures what one hostile user makes the account pay.",
    description = {
      "Starts the local stack, connects a quiet audience and one hostile user with many connections."
          + " That user mixes all actions, sends rubbish, and reconnects, as fast as it is answered."
          + " Counts what it caused, and times another user's joins before and meanwhile.",
      "Exits 0 when it has measured, 1 when it could not, 2 for a wrong call."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class HostileCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ResultOption result;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "20",
      description = "Connections of the hostile user (default: ${DEFAULT-VALUE}).")
  private int connections;

  @Option(
      names = "--audience",
      paramLabel = "N",
      defaultValue = "30",
      description = "Quiet users in the same channel (default: ${DEFAULT-VALUE}).")
  private int audience;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "60",
      description = "How long it goes on (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Ranges.check(spec, "--connections", connections, 1, 100);
    Ranges.check(spec, "--audience", audience, 1, 1_000);
    Ranges.check(spec, "--seconds", seconds, 1, 600);
    result.requireWritable();
    Path template = Path.of(System.getProperty("fanfare.root", "."), "template.yaml");
    result.tell("starting the local stack");
    HostileRun run;
    try (var stack = HostileStack.start(template);
        var scene = new Scene(stack, connections, audience, Thread::sleep, result::tell)) {
      run = scene.play(Duration.ofSeconds(seconds));
    }
    result.show(
        lines(run), Json.MAPPER.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(run));
    return 0;
  }

  private List<String> lines(HostileRun run) {
    var lines = new ArrayList<String>();
    lines.add(
        "One user, %,d connections, %,d s, beside %,d quiet users:"
            .formatted(connections, seconds, audience));
    line(lines, "messages that it sent", run.sent());
    line(lines, "of these refused", run.refused());
    line(lines, "connects that it tried", run.connects());
    line(lines, "posts", run.posts());
    line(lines, "bytes to clients", run.bytes());
    line(lines, "invocations of functions", run.invocations());
    line(lines, "executions", run.executions());
    line(lines, "DynamoDB read units", Math.round(run.readUnits()));
    line(lines, "DynamoDB write units", Math.round(run.writeUnits()));
    lines.add(
        String.format(
            Locale.ROOT,
            "  %-28s%,12.1f ms, and %,.1f ms before (medians)",
            "another user's join",
            run.joinMillis(),
            run.joinMillisBefore()));
    return lines;
  }

  private static void line(List<String> lines, String what, long count) {
    lines.add(String.format(Locale.ROOT, "  %-28s%,12d", what, count));
  }
}
