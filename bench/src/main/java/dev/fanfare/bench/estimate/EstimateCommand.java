package dev.fanfare.bench.estimate;

import com.fasterxml.jackson.databind.SerializationFeature;
import dev.fanfare.bench.options.Ranges;
import dev.fanfare.bench.options.ResultOption;
import dev.fanfare.cli.request.ListText;
import dev.fanfare.devtools.DeployedLocally;
import dev.fanfare.devtools.load.LoadWorkers;
import dev.fanfare.local.LocalStack;
import dev.fanfare.local.StackSettings;
import dev.fanfare.local.apigateway.GatewayPort;
import dev.fanfare.local.apigateway.GatewayQuotas;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./fanfare bench estimate}: compares estimates with measured times. */
@Command(
    name = "estimate",
    header = "Compares estimates with the times of broadcasts on this machine.",
    description = {
      "Starts the local stack, connects real clients, and sends each crowd a message. Each"
          + " estimate uses the times that the stack has measured before it. Run nothing else at"
          + " the same time.",
      "Exits with 0 if every estimate is within the tolerance, 1 if one is not, 2 for a usage"
          + " error."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class EstimateCommand implements Callable<Integer> {
  /** Connects per second, more than AWS allows, because connecting is not measured. */
  private static final int CONNECTS = 5_000;

  private static final int MAX_BROADCASTS = 1_000;

  @Spec private CommandSpec spec;
  @Mixin private ResultOption result;

  @Option(
      names = "--runs",
      paramLabel = "N[@RATE]",
      split = ",",
      preprocessor = ListText.class,
      converter = Order.Parser.class,
      defaultValue =
          "100@50,250@100,500@250,1000,2500@500,5000,5000@1000,10000@2000,20000@4000,50000",
      description = "Sizes of the crowds, each with a requested rate (default: ${DEFAULT-VALUE}).")
  private List<Order> runs;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "40",
      description =
          "Broadcasts to the smallest crowd at the beginning (default: ${DEFAULT-VALUE}).")
  private int warmUps;

  @Option(
      names = "--rehearsals",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "Broadcasts without a rate to each larger crowd before the one that counts, as on a"
              + " stack in use; 0 shows the error of an estimate without similar broadcasts before"
              + " it (default: ${DEFAULT-VALUE}).")
  private int rehearsals;

  @Option(
      names = "--tolerance",
      paramLabel = "PERCENT",
      defaultValue = "15",
      description = "Maximum error of an estimate (default: ${DEFAULT-VALUE}).")
  private int tolerance;

  @Option(
      names = "--gateways",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Processes for the gateway's sockets; use more if one cannot open enough files"
              + " (default: ${DEFAULT-VALUE}).")
  private int gateways;

  @Override
  public Integer call() throws IOException {
    Ranges.check(spec, "--warm-up", warmUps, 0, MAX_BROADCASTS);
    Ranges.check(spec, "--rehearsals", rehearsals, 0, MAX_BROADCASTS);
    Ranges.check(spec, "--tolerance", tolerance, 0, 100);
    Ranges.check(spec, "--gateways", gateways, 1, GatewayPort.MAX_PROCESSES);
    result.requireWritable();
    List<Order> orders = runs.stream().sorted(Comparator.comparingInt(Order::clients)).toList();
    Path template = Path.of(System.getProperty("fanfare.root", "."), "template.yaml");
    var settings =
        StackSettings.of(template)
            .withQuotas(GatewayQuotas.DEFAULT.withConnects(CONNECTS, CONNECTS))
            .withGateways(gateways);
    result.progress("starting the local stack");
    List<Trial> trials;
    try (var workers = LoadWorkers.start(orders.get(orders.size() - 1).clients());
        var running = LocalStack.start(settings);
        var stack = DeployedLocally.of(running)) {
      trials =
          new Trials(stack, workers, running.endpoints().sockets(), result::progress)
              .run(orders, warmUps, rehearsals);
    }
    result.show(
        Trial.table(trials),
        Json.MAPPER.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(trials));
    return trials.stream().allMatch(trial -> Math.abs(trial.deviation()) * 100 <= tolerance)
        ? 0
        : 1;
  }
}
