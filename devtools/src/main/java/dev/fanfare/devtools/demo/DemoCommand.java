package dev.fanfare.devtools.demo;

import com.fasterxml.jackson.databind.SerializationFeature;
import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.cli.text.FileErrors;
import dev.fanfare.devtools.DeployedLocally;
import dev.fanfare.devtools.StackBanner;
import dev.fanfare.devtools.StackOptions;
import dev.fanfare.devtools.load.LoadWorkers;
import dev.fanfare.local.LocalStack;
import dev.fanfare.local.StackPorts;
import dev.fanfare.local.apigateway.GatewayQuotas;
import dev.fanfare.loopback.LocalEndpoints;
import dev.fanfare.request.Request;
import dev.fanfare.request.RequestReader;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fanfare demo}: sends one broadcast to thousands of real clients on this machine. */
@Command(
    name = "demo",
    header = "Broadcasts to thousands of real clients on this machine, and checks the result.",
    description = {
      "Starts the local stack, connects real WebSocket clients, drops some of them, puts a"
          + " request on the queue, and shows the result. Of 1,000 clients, 900 are users user-1 to"
          + " user-900: every tenth client is a second connection.",
      "Exits with 0 only if the books balance, each remaining client of the audience got the"
          + " message exactly once, no other client got it, and each dropped connection of the"
          + " audience was recorded as stale and pruned."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class DemoCommand implements Callable<Integer> {
  private static final int MAX_CLIENTS = 100_000;
  private static final int SHARDS = 10;
  private static final int POSTS_IN_FLIGHT = 25;

  /**
   * A short value: locally, {@code $connect} takes milliseconds, and the vanished clients connected
   * just before.
   */
  private static final int YOUNG_SECONDS = 5;

  @Spec private CommandSpec spec;
  @Mixin private StackOptions stackOptions;

  @Option(
      names = "--clients",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Number of clients (default: ${DEFAULT-VALUE}).")
  private int clients;

  @Option(
      names = "--vanish",
      paramLabel = "N",
      description = "Number of clients that vanish without a $disconnect (default: 5 %% of them).")
  private @Nullable Integer vanish;

  @Option(
      names = "--request",
      paramLabel = "FILE",
      description = "The request to send, as JSON (default: examples/everyone.json).")
  private Path request =
      Path.of(System.getProperty("fanfare.root", "."), "examples", "everyone.json");

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the result as JSON; with -, to standard output and nothing else there.")
  private @Nullable String json;

  @Option(
      names = "--keep",
      description =
          "Keep stack and clients running afterwards, until Ctrl-C, to try other commands.")
  private boolean keep;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "First of three consecutive ports for the stack (default: any free ones).")
  private @Nullable Integer port;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides which clients vanish (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws IOException, InterruptedException {
    int vanishing = checkedVanishing();
    requirePorts();
    requireWritableJson();
    byte[] requestJson = readRequest();
    Request parsed = parse(requestJson);
    int gateways = FileLimit.ofThisMachine().gateways(clients, stackOptions.gateways());
    var stage = new DemoStage(stderr(), Instant.now());
    stage.say(
        "starting the local stack"
            + (gateways > 1 ? ", and " + gateways + " processes for its sockets" : ""));
    // The stack closes before the clients, so that their disconnects are not processed.
    try (LoadWorkers workers = LoadWorkers.start(clients);
        LocalStack stack = startStack(gateways);
        DeployedStack deployed = DeployedLocally.of(stack)) {
      var demoClients = DemoClients.of(clients, vanishing, seed);
      DemoResult result =
          new Demo(stack, deployed, workers, demoClients, requestJson, parsed, stage).run();
      show(result);
      if (keep) {
        stay(stack);
      }
      return result.problems().isEmpty() ? 0 : 1;
    }
  }

  private int checkedVanishing() {
    if (clients < 1 || clients > MAX_CLIENTS) {
      throw refused("--clients is " + clients + ": must be from 1 to " + MAX_CLIENTS);
    }
    int vanishing = vanish == null ? clients / 20 : vanish;
    if (vanishing < 0 || vanishing > clients) {
      throw refused("--vanish is " + vanishing + ": must be from 0 to the " + clients + " clients");
    }
    return vanishing;
  }

  private void requirePorts() {
    if (port != null && (port < 1 || port > LocalEndpoints.MAX_FIRST)) {
      throw refused("--port is " + port + ": must be from 1 to " + LocalEndpoints.MAX_FIRST);
    }
  }

  /** Checks the file before the demo, because a failure afterwards would lose the result. */
  private void requireWritableJson() {
    if (json == null || json.equals("-")) {
      return;
    }
    Path file = Path.of(json).toAbsolutePath();
    if (Files.isDirectory(file)
        || !Files.isWritable(Files.exists(file) ? file : file.getParent())) {
      throw refused("--json is " + json + ": cannot be written");
    }
  }

  private byte[] readRequest() {
    byte[] read;
    try {
      read = Files.readAllBytes(request);
    } catch (IOException e) {
      throw refused("--request is " + request + ": " + FileErrors.reading(request, e));
    }
    if (read.length > AwsLimits.QUEUE_MESSAGE_BYTES) {
      throw refused(
          "--request is %s: has %d bytes, but a queue message can have at most %d"
              .formatted(request, read.length, AwsLimits.QUEUE_MESSAGE_BYTES));
    }
    return read;
  }

  private Request parse(byte[] requestJson) {
    try {
      Request read = RequestReader.read(requestJson);
      if (read.audience().filter().isPresent() || read.audience().percent().isPresent()) {
        throw refused(
            "--request is "
                + request
                + ": has a filter or a percent, and the demo cannot verify which clients these select");
      }
      return read;
    } catch (InvalidRequestException e) {
      throw refused("--request is " + request + ": " + e.getMessage());
    }
  }

  private ParameterException refused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /**
   * Starts a stack with small shards, so that progress is visible, with few posts in flight,
   * because pushers, gateway and clients share one machine, and with a higher connect rate than AWS
   * allows.
   */
  private LocalStack startStack(int gateways) {
    int shardSize = Math.max(1, (clients + SHARDS - 1) / SHARDS);
    return stackOptions.start(
        Map.of(
            "ShardSize", Integer.toString(shardSize),
            "PostsInFlight", Integer.toString(POSTS_IN_FLIGHT),
            "YoungSeconds", Integer.toString(YOUNG_SECONDS)),
        settings ->
            settings
                .withQuotas(GatewayQuotas.DEFAULT.withConnects(5_000, 5_000))
                .withGateways(gateways)
                // Otherwise the rows of the clients that vanish would not become stale.
                .withLostDisconnects()
                .withPorts(port == null ? StackPorts.ANY : StackPorts.from(port)));
  }

  private void show(DemoResult result) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (!"-".equals(json)) {
      DemoTable.lines(result).forEach(out::println);
    } else {
      result.problems().forEach(spec.commandLine().getErr()::println);
    }
    if (json == null) {
      return;
    }
    String text = Json.MAPPER.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(result);
    if (json.equals("-")) {
      out.println(text);
    } else {
      Files.writeString(Path.of(json), text + "\n");
    }
  }

  private void stay(LocalStack stack) throws InterruptedException {
    new StackBanner(stack).lines().forEach(spec.commandLine().getErr()::println);
    new CountDownLatch(1).await();
  }

  private static PrintStream stderr() {
    return System.err;
  }
}
