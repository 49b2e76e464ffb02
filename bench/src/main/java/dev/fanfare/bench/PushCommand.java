package dev.fanfare.bench;

import dev.fanfare.bench.client.Client;
import dev.fanfare.bench.options.ResultOption;
import dev.fanfare.bench.process.ClassPaths;
import dev.fanfare.bench.process.Cores;
import dev.fanfare.bench.process.Java;
import dev.fanfare.bench.process.ProcessSandbox;
import dev.fanfare.bench.process.Tools;
import dev.fanfare.bench.report.Machine;
import dev.fanfare.bench.report.Report;
import dev.fanfare.bench.report.Run;
import dev.fanfare.bench.report.Series;
import dev.fanfare.bench.series.BenchmarkRunner;
import dev.fanfare.bench.series.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./fanfare bench push}: compares the pusher with other clients in one run. */
@Command(
    name = "push",
    header = "Compares the pusher with wrk, h2load and the SDK's clients on this machine.",
    description = {
      "Starts a TLS server on one core, and the clients on another, one at a time and repeatedly."
          + " The pushers are the function's own handler, with books and retries. Only the ratios of"
          + " one run are meaningful; run nothing else at the same time.",
      "Exits with 0 if every measured target is met, 1 if one is not or a measurement failed,"
          + " 2 for a usage error, 3 if a program or a second core is missing."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class PushCommand implements Callable<Integer> {
  private static final int MISSING_PROGRAM = 3;

  @Mixin private PushOptions options;
  @Mixin private ResultOption result;

  @Override
  public Integer call() throws InterruptedException, IOException {
    Plan plan = options.plan();
    result.requireWritable();
    Optional<String> missing = missing(plan);
    if (missing.isPresent()) {
      result.progress(missing.get());
      return MISSING_PROGRAM;
    }
    int available = Runtime.getRuntime().availableProcessors();
    Cores cores = Cores.ofThisMachine();
    Machine machine = Machine.here(available, jdks(plan), tools(plan));
    cores.moveThisProcess();
    List<Run> runs;
    try (var sandbox = ProcessSandbox.open()) {
      runs =
          new BenchmarkRunner(plan, cores, sandbox, classPaths(plan), result::progress).measure();
    }
    var report =
        new Report(machine, plan.options(), runs, plan.delayed().arithmetic(), plan.paced().rate());
    result.show(report.lines(), report.json());
    return report.isGood() ? 0 : 1;
  }

  private static List<String> jdks(Plan plan) {
    return plan.javas().stream().map(Java::name).toList();
  }

  private static List<Tools> tools(Plan plan) {
    List<Tools> tools = new ArrayList<>(List.of(Tools.TASKSET));
    if (!List.of(Series.LATENCY, Series.PACED).containsAll(plan.series())) {
      tools.add(Tools.NGINX);
    }
    if (plan.clients().contains(Client.WRK)) {
      tools.add(Tools.WRK);
    }
    if (plan.clients().contains(Client.H2LOAD)) {
      tools.add(Tools.H2LOAD);
    }
    return tools;
  }

  private static Optional<String> missing(Plan plan) {
    Optional<String> tools = Tools.missing(tools(plan));
    return tools.isPresent() ? tools : Cores.missing();
  }

  private static ClassPaths classPaths(Plan plan) {
    return ClassPaths.of(
        Path.of(System.getProperty("fanfare.root", ".")),
        plan.clients().contains(Client.SDK_NETTY));
  }
}
