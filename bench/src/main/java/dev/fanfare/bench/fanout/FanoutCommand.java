package dev.fanfare.bench.fanout;

import dev.fanfare.bench.options.Ranges;
import dev.fanfare.bench.options.ResultOption;
import dev.fanfare.bench.process.Java;
import dev.fanfare.bench.report.FanoutReport;
import dev.fanfare.bench.report.FanoutRun;
import dev.fanfare.bench.report.Machine;
import dev.fanfare.cli.request.ListText;
import dev.fanfare.devtools.load.LoadWorkers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ./fanfare bench fanout}: measures the time from sending to the last client on four paths.
 */
@Command(
    name = "fanout",
    header = "Measures the time from sending a message to its last client on this machine.",
    description = {
      "Starts the local stack with a gateway that delays its responses, connects clients, and"
          + " sends them messages on four paths, in turn: a broadcast of one shard with a Map Run;"
          + " the same without a Map Run (as in the template); a client's sendmessage, which its"
          + " function posts directly; and a plain loop of the SDK's client, one post after another,"
          + " without queue or function. Run nothing else at the same time.",
      "Exits with 0 if every message reached every client once, 1 if one did not, 2 for a"
          + " usage error."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class FanoutCommand implements Callable<Integer> {
  static final int MAX_CLIENTS = 5_000;

  @Spec private CommandSpec spec;
  @Mixin private ResultOption result;

  @Option(
      names = "--clients",
      paramLabel = "N",
      split = ",",
      preprocessor = ListText.class,
      defaultValue = "1,100,1000",
      description = "Numbers of clients, at most one shard (default: ${DEFAULT-VALUE}).")
  private List<Integer> clients;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "10",
      description = "Measured messages per path and number (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "20",
      description = "Messages per path and number before those (default: ${DEFAULT-VALUE}).")
  private int warmUps;

  @Option(
      names = "--post-latency",
      paramLabel = "MS",
      defaultValue = "20",
      description = "Delay of the gateway's responses to posts (default: ${DEFAULT-VALUE}).")
  private int postLatency;

  @Override
  public Integer call() throws InterruptedException, IOException {
    clients.forEach(crowd -> Ranges.check(spec, "--clients", crowd, 1, MAX_CLIENTS));
    Ranges.check(spec, "--rounds", rounds, 1, 1_000);
    Ranges.check(spec, "--warm-up", warmUps, 0, 1_000);
    Ranges.check(spec, "--post-latency", postLatency, 0, 10_000);
    result.requireWritable();
    List<Integer> crowds = clients.stream().distinct().sorted().toList();
    var machine =
        Machine.here(
            Runtime.getRuntime().availableProcessors(), List.of(Java.running().name()), List.of());
    var report = new FanoutReport(machine, options(crowds), measure(crowds));
    result.show(report.lines(), report.json());
    return 0;
  }

  private List<FanoutRun> measure(List<Integer> crowds) throws IOException {
    Path template = Path.of(System.getProperty("fanfare.root", "."), "template.yaml");
    result.progress("starting the local stack");
    List<FanoutRun> runs = new ArrayList<>();
    try (var workers = LoadWorkers.start(crowds.get(crowds.size() - 1));
        var stack = FanoutStack.start(template, Duration.ofMillis(postLatency));
        var loop = new SdkPlainLoop(stack.connections(), stack.region())) {
      var fanout = new Fanout(stack, loop, workers, Clock.systemUTC(), result::progress);
      crowds.forEach(crowd -> runs.addAll(fanout.measure(crowd, warmUps, rounds)));
    }
    return runs;
  }

  private Map<String, Object> options(List<Integer> crowds) {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("clients", crowds);
    options.put("rounds", rounds);
    options.put("warmUps", warmUps);
    options.put("postLatencyMillis", postLatency);
    return options;
  }
}
