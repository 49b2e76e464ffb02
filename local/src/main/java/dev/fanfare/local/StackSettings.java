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
 * How a local stack is to be.
 *
 * @param template the SAM template to run
 * @param parameters its parameters by name; one that is not given takes its default
 * @param ports where the parts listen
 * @param quotas what the gateway allows
 * @param concurrency most environments of one function, unless the template reserves another number
 * @param faults the stack's fault injection: stands between the functions and everything that
 *     invokes them here (states, sockets, queues), but not before Lambda's own API; {@link
 *     dev.fanfare.local.faults.Faults} is one
 * @param postFaults what goes wrong with posts; {@link dev.fanfare.local.faults.SeededPostFaults}
 *     is one
 * @param storeFaults what goes wrong between Step Functions and the bucket; {@link
 *     dev.fanfare.local.faults.StoreFaults} is one
 * @param tables what stands between everything else and DynamoDB, by its address; {@link
 *     dev.fanfare.local.dynamodb.CapacityMeter} is one
 * @param gateways how many processes hold the clients' sockets; 1 is this process itself
 * @param snapshotRebuilds how long functions that have lost their snapshot refuse invocations, by
 *     the name of their step, such as {@code PushShard}
 * @param pace how many times as fast the waits, pauses before retries and time-outs of Step
 *     Functions pass
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

  /** Enough to be concurrent; each environment costs memory on one machine. */
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

  /** The same settings, of which one is to change. */
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
