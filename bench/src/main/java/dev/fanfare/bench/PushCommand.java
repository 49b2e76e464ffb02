package dev.fanfare.bench;

import dev.fanfare.bench.client.Client;
import dev.fanfare.bench.process.ClassPaths;
import dev.fanfare.bench.process.Cores;
import dev.fanfare.bench.process.Java;
import dev.fanfare.bench.process.Tools;
import dev.fanfare.bench.process.Workshop;
import dev.fanfare.bench.report.Machine;
import dev.fanfare.bench.report.Report;
import dev.fanfare.bench.report.Run;
import dev.fanfare.bench.report.Series;
import dev.fanfare.bench.series.Laboratory;
import dev.fanfare.bench.series.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./fanfare bench push}: the pusher beside other clients, in one run. */
@Command(
    name = "push",
    header = "Measures the pusher beside wrk, h2load and the SDK's clients, on this machine.",
    description = {
      "Starts a TLS server on one core and, on another, one client after the other, in turn and"
          + " repeatedly. The pushers are the function's own handler, books and retries included. Only"
          + " the ratios of one run mean anything; let nothing else run beside it.",
      "Exits 0 when every target that was measured is met, 1 when one is not or a measurement failed,"
          + " 2 for a wrong call, 3 when a program or a second core is missing."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class PushCommand implements Callable<Integer> {
  private static final int SOMETHING_IS_MISSING = 3;

  @Spec private CommandSpec spec;
  @Mixin private PushOptions options;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write every run as JSON; - is standard output, and then nothing else is.")
  private String json;

  @Override
  public Integer call() throws InterruptedException, IOException {
    Plan plan = options.plan();
    requireWritableJson();
    Optional<String> missing = missing(plan);
    if (missing.isPresent()) {
      spec.commandLine().getErr().println(missing.get());
      return SOMETHING_IS_MISSING;
    }
    int available = Runtime.getRuntime().availableProcessors();
    Cores cores = Cores.ofThisMachine();
    Machine machine = Machine.here(available, jdks(plan), tools(plan));
    cores.moveThisProcess();
    List<Run> runs;
    try (var workshop = Workshop.open()) {
      runs = new Laboratory(plan, cores, workshop, classPaths(plan), this::tell).measure();
    }
    var report = new Report(machine, plan.options(), runs, plan.arithmetic(), plan.rate());
    show(report);
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

  /** Looked at before anything is measured, since afterwards the result would be lost. */
  private void requireWritableJson() {
    if (json == null || json.equals("-")) {
      return;
    }
    Path file = Path.of(json).toAbsolutePath();
    if (Files.isDirectory(file)
        || !Files.isWritable(Files.exists(file) ? file : file.getParent())) {
      throw new ParameterException(spec.commandLine(), "--json is " + json + ": cannot be written");
    }
  }

  private void show(Report report) throws IOException {
    if ("-".equals(json)) {
      spec.commandLine().getOut().println(report.json());
      return;
    }
    report.lines().forEach(spec.commandLine().getOut()::println);
    if (json != null) {
      Files.writeString(Path.of(json), report.json() + "\n");
    }
  }

  private void tell(String what) {
    spec.commandLine().getErr().println(what);
  }
}
