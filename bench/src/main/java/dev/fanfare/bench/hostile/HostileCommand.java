package dev.fanfare.bench.hostile;

import com.fasterxml.jackson.databind.SerializationFeature;
import dev.fanfare.bench.options.Ranges;
import dev.fanfare.bench.options.ResultOption;
import dev.fanfare.text.Json;
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

/** {@code ./fanfare bench hostile}: measures the cost that one hostile user can cause. */
@Command(
    name = "hostile",
    header = "Measures the cost that one hostile user can cause.",
    description = {
      "Starts the local stack, connects a quiet audience and one hostile user with many connections."
          + " That user mixes all actions, sends invalid messages, and reconnects, as fast as it gets"
          + " responses. Counts the cost, and times another user's joins before and during the run.",
      "Next to each figure is the bound that the template's parameters set; for a join, it is twice"
          + " its time before the run. The hostile user runs in a process of the lowest priority, because on"
          + " AWS its own work would not slow down other users.",
      "Exits with 0 if every figure is within its bound, 1 if one is not or nothing could be"
          + " measured, 2 for a usage error."
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
      description = "Duration in seconds (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Ranges.check(spec, "--connections", connections, 1, 100);
    Ranges.check(spec, "--audience", audience, 1, 1_000);
    Ranges.check(spec, "--seconds", seconds, 1, 600);
    result.requireWritable();
    Path template = Path.of(System.getProperty("fanfare.root", "."), "template.yaml");
    result.progress("starting the local stack");
    HostileRun run;
    Bounds bounds;
    try (var stack = HostileStack.start(template);
        var scene =
            new HostileScenario(stack, connections, audience, Thread::sleep, result::progress)) {
      run = scene.run(Duration.ofSeconds(seconds));
      bounds = Bounds.of(stack);
    }
    List<Measured> table = table(run, bounds);
    var json = Json.MAPPER.createObjectNode();
    table.forEach(each -> json.set(each.name(), each.json()));
    result.show(
        lines(table),
        Json.MAPPER.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(json));
    return table.stream().allMatch(Measured::isWithin) ? 0 : 1;
  }

  private List<Measured> table(HostileRun run, Bounds bounds) {
    long s = run.seconds();
    // The hostile user, the other user and the quiet audience.
    int receivers = connections + 1 + audience;
    return List.of(
        Measured.free("messages sent", run.counts().sent()),
        Measured.free("messages refused", run.counts().refused()),
        new Measured("messages accepted", run.counts().taken(), bounds.messages(s)),
        Measured.free("connects tried", run.counts().tried()),
        new Measured("connects accepted", run.counts().letIn(), bounds.letIn(s)),
        new Measured("posts", run.cost().posts(), bounds.posts(s)),
        new Measured("bytes to clients", run.cost().bytes(), bounds.bytes(s, receivers)),
        new Measured("executions", run.cost().executions(), bounds.executions(s)),
        new Measured("invocations", run.cost().invocations(), bounds.invocations(run)),
        new Measured("read units", Math.round(run.cost().readUnits()), bounds.readUnits(run)),
        new Measured("write units", Math.round(run.cost().writeUnits()), bounds.writeUnits(run)),
        Measured.free("join alone, us", Math.round(run.joins().before() * 1_000)),
        new Measured(
            "join meanwhile, us",
            Math.round(run.joins().during() * 1_000),
            Math.round(run.joins().before() * 2_000)));
  }

  private List<String> lines(List<Measured> table) {
    var lines = new ArrayList<String>();
    lines.add(
        "One user with %,d connections for %,d s, and %,d quiet users (joins: another user's median):"
            .formatted(connections, seconds, audience));
    lines.add(String.format(Locale.ROOT, "  %-20s%14s%18s", "", "caused", "at most"));
    table.forEach(each -> lines.add(each.line()));
    return lines;
  }
}
