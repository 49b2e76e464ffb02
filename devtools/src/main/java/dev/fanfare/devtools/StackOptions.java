package dev.fanfare.devtools;

import dev.fanfare.cli.CommandFailure;
import dev.fanfare.cli.text.FileErrors;
import dev.fanfare.local.LocalStack;
import dev.fanfare.local.StackPorts;
import dev.fanfare.local.StackSettings;
import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.apigateway.GatewayPort;
import dev.fanfare.local.apigateway.PostFaults;
import dev.fanfare.local.cloudformation.UnsupportedTemplateException;
import dev.fanfare.local.lambda.FunctionStartException;
import dev.fanfare.local.physics.PhysicsSettings;
import dev.fanfare.local.stepfunctions.definition.InvalidDefinitionException;
import dev.fanfare.loopback.LoopbackHosts;
import dev.fanfare.loopback.ServiceStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of all commands that start a local stack. */
public final class StackOptions {
  private static final String AUTHENTICATION = "Authentication";

  /** The timeout of a post: with a higher latency, all posts time out. */
  private static final int MAX_LATENCY_MILLIS = 10_000;

  private static final String REGION = LocalAccount.DEFAULT.region();
  private static final int MAX_REBUILD_SECONDS = 3_600;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  private Path template = Path.of(System.getProperty("fanfare.root", "."), "template.yaml");

  @Option(
      names = "--parameter",
      paramLabel = "NAME=VALUE",
      description = "A parameter of the template, as in a deployment; can be repeated.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(
      names = "--template",
      paramLabel = "FILE",
      description = "The SAM template to run (default: template.yaml of this checkout).")
  private void template(@Nullable Path file) {
    if (file == null) {
      return; // The option was not given.
    }
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(
          spec.commandLine(),
          "--template is "
              + file
              + (Files.isDirectory(file) ? ": it is a folder" : ": there is no such file"));
    }
    template = file;
  }

  private Duration postLatency = Duration.ZERO;

  @Option(
      names = "--post-latency",
      paramLabel = "MS",
      description = "Minimum duration of each call of @connections, in milliseconds (default: 0).")
  private void postLatency(@Nullable Integer millis) {
    if (millis == null) {
      return; // The option was not given.
    }
    if (millis < 0 || millis > MAX_LATENCY_MILLIS) {
      throw new ParameterException(
          spec.commandLine(),
          "--post-latency is " + millis + ": must be from 0 to " + MAX_LATENCY_MILLIS);
    }
    postLatency = Duration.ofMillis(millis);
  }

  private List<String> allowedHosts = List.of();

  @Option(
      names = "--allow-host",
      paramLabel = "NAME",
      description =
          "A Host header that all servers accept besides 127.0.0.1, localhost and [::1], such"
              + " as host.docker.internal; can be repeated.")
  private void allowedHosts(@Nullable List<String> names) {
    allowedHosts = names == null ? List.of() : names;
  }

  private OptionalInt gateways = OptionalInt.empty();

  @Option(
      names = "--gateways",
      paramLabel = "N",
      description =
          "Number of processes that hold the clients' sockets, all on one port, for a limit"
              + " on open files that is too low for one (default: the stack's own process; for a"
              + " demo, as many as its clients need).")
  private void gateways(@Nullable Integer processes) {
    if (processes == null) {
      return; // The option was not given.
    }
    try {
      gateways = OptionalInt.of(new GatewayPort(0, processes).processes());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--gateways is " + processes + ": " + e.getMessage());
    }
  }

  private final Map<String, Duration> snapshotRebuilds = new LinkedHashMap<>();

  @Option(
      names = "--lose-disconnects",
      description =
          "Loses the $disconnect of a client whose TCP connection breaks, as AWS may (a demo always"
              + " does).")
  private boolean losesDisconnects;

  @Option(
      names = "--snapshot-rebuild",
      paramLabel = "FUNCTION=SECONDS",
      description =
          "From its first invocation on, FUNCTION, such as PushShard, refuses all invocations"
              + " for this time, as on Lambda while it rebuilds a snapshot; can be repeated.")
  private void snapshotRebuilds(@Nullable Map<String, Integer> seconds) {
    if (seconds == null) {
      return; // The option was not given.
    }
    seconds.forEach(
        (function, value) -> {
          if (value < 1 || value > MAX_REBUILD_SECONDS) {
            throw new ParameterException(
                spec.commandLine(),
                "--snapshot-rebuild of %s is %d: must be from 1 to %d"
                    .formatted(function, value, MAX_REBUILD_SECONDS));
          }
          snapshotRebuilds.put(function, Duration.ofSeconds(value));
        });
  }

  private String preset = "fast";

  @Option(
      names = "--physics",
      paramLabel = "fast|aws",
      description =
          "aws: as slow as AWS, with its rates, concurrency, cold starts and latencies. fast: as"
              + " fast as this machine (default).")
  private void preset(@Nullable String name) {
    if (name == null) {
      return; // The option was not given.
    }
    try {
      PhysicsSettings.preset(name, REGION);
      preset = name;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--physics " + e.getMessage());
    }
  }

  private final Map<String, String> physicsNumbers = new LinkedHashMap<>();

  @Option(
      names = "--physics-set",
      paramLabel = "NAME=VALUE",
      description =
          "Sets a number of AWS's physics, such as map-dispatch.rate=20, or turns a limit off, such"
              + " as s3=off; docs/local.md lists them; can be repeated.")
  private void physicsNumbers(@Nullable Map<String, String> numbers) {
    if (numbers == null) {
      return; // The option was not given.
    }
    try {
      numbers.forEach(PhysicsSettings.fast(REGION)::with);
      physicsNumbers.putAll(numbers);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--physics-set " + e.getMessage());
    }
  }

  @ArgGroup(exclusive = false)
  private @Nullable PostFaultOptions postFaults;

  /**
   * Returns the number of processes that hold the clients' sockets, or empty if it is not given.
   */
  public OptionalInt gateways() {
    return gateways;
  }

  /** Whether clients must connect with a token. */
  boolean asksForTokens() {
    return "tokens".equals(parameters.get(AUTHENTICATION));
  }

  /**
   * Starts a stack. The caller closes it.
   *
   * @param defaults template parameters that apply unless the operator gave others
   * @param settings changes the settings that the options define
   * @throws CommandFailure if it cannot start; the message lists all problems
   */
  public LocalStack start(Map<String, String> defaults, UnaryOperator<StackSettings> settings) {
    var merged = new LinkedHashMap<>(defaults);
    merged.putAll(parameters);
    try {
      LoopbackHosts.allow(allowedHosts);
      var base =
          StackSettings.of(template)
              .withParameters(merged)
              .withPostFaults(faults())
              .withGateways(gateways.orElse(1))
              .withSnapshotRebuilds(snapshotRebuilds)
              .withPhysics(physics());
      StackSettings changed = settings.apply(losesDisconnects ? base.withLostDisconnects() : base);
      return LocalStack.start(changed.withQuotas(changed.quotas().withPostLatency(postLatency)));
    } catch (IOException e) {
      throw new CommandFailure("template " + template + " " + FileErrors.reading(template, e), e);
    } catch (UnsupportedTemplateException
        | InvalidDefinitionException
        | FunctionStartException
        | ServiceStartException
        | IllegalArgumentException
        | StackPorts.InUseException e) {
      throw new CommandFailure("the local stack cannot start: " + e.getMessage(), e);
    }
  }

  private PhysicsSettings physics() {
    PhysicsSettings settings = PhysicsSettings.preset(preset, REGION);
    for (var number : physicsNumbers.entrySet()) {
      settings = settings.with(number.getKey(), number.getValue());
    }
    try {
      return settings.checked();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--physics-set " + e.getMessage());
    }
  }

  private PostFaults faults() {
    return postFaults == null ? PostFaults.NONE : postFaults.faults();
  }
}
