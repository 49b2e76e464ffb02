package dev.fanfare.local;

import dev.fanfare.local.apigateway.GatewayQuotas;
import dev.fanfare.local.apigateway.PostFaults;
import dev.fanfare.local.lambda.FunctionInvoker;
import dev.fanfare.local.stepfunctions.objects.ObjectStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The settings of a local stack.
 *
 * @param template the SAM template to run
 * @param parameters its parameters by name; one that is not given takes its default
 * @param ports where the parts listen
 * @param quotas what the gateway allows
 * @param concurrency most environments of a function for which the template reserves none
 * @param faults wraps the functions for all callers in the stack (states, sockets, queues), but not
 *     for Lambda's own API; {@link dev.fanfare.local.faults.Faults} is one
 * @param postFaults what goes wrong with posts; {@link dev.fanfare.local.faults.SeededPostFaults}
 *     is one
 * @param storeFaults wraps the bucket for Step Functions; {@link
 *     dev.fanfare.local.faults.StoreFaults} is one
 * @param tables maps DynamoDB's address to that of a proxy; {@link
 *     dev.fanfare.local.dynamodb.CapacityMeter} is one
 * @param gateways the number of processes that hold clients' sockets; 1 is this process
 * @param snapshotRebuilds how long functions without a snapshot refuse invocations, by the name of
 *     the step, such as {@code PushShard}
 * @param pace the speed of Step Functions' waits, retry delays and time-outs; 1 is real time
 */
public record StackSettings(
    Path template,
    Map<String, String> parameters,
    StackPorts ports,
    GatewayQuotas quotas,
    int concurrency,
    UnaryOperator<FunctionInvoker> faults,
    PostFaults postFaults,
    UnaryOperator<ObjectStore> storeFaults,
    UnaryOperator<URI> tables,
    int gateways,
    Map<String, Duration> snapshotRebuilds,
    int pace) {

  /** Enough for concurrency; each environment costs memory. */
  private static final int CONCURRENCY = 10;

  public StackSettings {
    parameters = Map.copyOf(parameters);
    snapshotRebuilds = Map.copyOf(snapshotRebuilds);
    if (pace < 1) {
      throw new IllegalArgumentException("pace is " + pace + ": must be at least 1");
    }
  }

  /** AWS's own quotas, defaults for all parameters, any free ports, no faults. */
  public static StackSettings of(Path template) {
    return new StackSettings(
        template,
        Map.of(),
        StackPorts.ANY,
        GatewayQuotas.DEFAULT,
        CONCURRENCY,
        UnaryOperator.identity(),
        PostFaults.NONE,
        UnaryOperator.identity(),
        UnaryOperator.identity(),
        1,
        Map.of(),
        1);
  }

  public StackSettings withParameters(Map<String, String> others) {
    return with(copy -> copy.parameters = others);
  }

  public StackSettings withPorts(StackPorts others) {
    return with(copy -> copy.ports = others);
  }

  public StackSettings withQuotas(GatewayQuotas others) {
    return with(copy -> copy.quotas = others);
  }

  public StackSettings withConcurrency(int other) {
    return with(copy -> copy.concurrency = other);
  }

  public StackSettings withFaults(UnaryOperator<FunctionInvoker> others) {
    return with(copy -> copy.faults = others);
  }

  public StackSettings withPostFaults(PostFaults others) {
    return with(copy -> copy.postFaults = others);
  }

  public StackSettings withStoreFaults(UnaryOperator<ObjectStore> others) {
    return with(copy -> copy.storeFaults = others);
  }

  public StackSettings withTables(UnaryOperator<URI> others) {
    return with(copy -> copy.tables = others);
  }

  public StackSettings withGateways(int others) {
    return with(copy -> copy.gateways = others);
  }

  public StackSettings withSnapshotRebuilds(Map<String, Duration> others) {
    return with(copy -> copy.snapshotRebuilds = others);
  }

  public StackSettings withPace(int others) {
    return with(copy -> copy.pace = others);
  }

  private StackSettings with(Consumer<Copy> change) {
    var copy = new Copy(this);
    change.accept(copy);
    return copy.settings();
  }

  /** A copy of the settings in which one is changed. */
  private static final class Copy {
    private final Path template;
    private Map<String, String> parameters;
    private StackPorts ports;
    private GatewayQuotas quotas;
    private int concurrency;
    private UnaryOperator<FunctionInvoker> faults;
    private PostFaults postFaults;
    private UnaryOperator<ObjectStore> storeFaults;
    private UnaryOperator<URI> tables;
    private int gateways;
    private Map<String, Duration> snapshotRebuilds;
    private int pace;

    private Copy(StackSettings of) {
      template = of.template;
      parameters = of.parameters;
      ports = of.ports;
      quotas = of.quotas;
      concurrency = of.concurrency;
      faults = of.faults;
      postFaults = of.postFaults;
      storeFaults = of.storeFaults;
      tables = of.tables;
      gateways = of.gateways;
      snapshotRebuilds = of.snapshotRebuilds;
      pace = of.pace;
    }

    private StackSettings settings() {
      return new StackSettings(
          template,
          parameters,
          ports,
          quotas,
          concurrency,
          faults,
          postFaults,
          storeFaults,
          tables,
          gateways,
          snapshotRebuilds,
          pace);
    }
  }
}
