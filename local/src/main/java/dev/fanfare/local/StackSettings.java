package dev.fanfare.local;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.apigateway.GatewayFaults;
import dev.fanfare.local.apigateway.GatewayQuotas;
import dev.fanfare.local.apigateway.PostFaults;
import dev.fanfare.local.lambda.FunctionInvoker;
import dev.fanfare.local.physics.PhysicsSettings;
import dev.fanfare.local.stepfunctions.objects.ObjectStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The settings of a local stack.
 *
 * @param template the SAM template to run
 * @param parameters its parameters by name; a missing parameter takes its default
 * @param ports where the parts listen
 * @param quotas the gateway's quotas
 * @param size how much of this machine the stack uses
 * @param detours interceptors between the parts
 * @param timing how long things take
 */
public record StackSettings(
    Path template,
    Map<String, String> parameters,
    StackPorts ports,
    GatewayQuotas quotas,
    Size size,
    Detours detours,
    Timing timing) {

  /**
   * @param concurrency maximum environments of a function without reserved concurrency
   * @param gateways the number of processes that hold clients' sockets; 1 is this process
   */
  public record Size(int concurrency, int gateways) {
    /** Enough to run invocations concurrently; each environment costs memory. */
    static final Size DEFAULT = new Size(10, 1);
  }

  /**
   * Interceptors between the parts. They inject faults or count calls.
   *
   * @param functions wraps the functions for all callers in the stack (states, sockets, queues),
   *     but not for Lambda's own API
   * @param gateway the faults of the gateway: lost events, and posts such as {@link
   *     dev.fanfare.local.faults.SeededPostFaults}
   * @param store wraps the bucket for Step Functions
   * @param tables replaces the address where functions find DynamoDB, for example with a proxy's
   */
  public record Detours(
      UnaryOperator<FunctionInvoker> functions,
      GatewayFaults gateway,
      UnaryOperator<ObjectStore> store,
      UnaryOperator<URI> tables) {
    static final Detours NONE =
        new Detours(
            UnaryOperator.identity(),
            GatewayFaults.NONE,
            UnaryOperator.identity(),
            UnaryOperator.identity());
  }

  /**
   * @param physics which of AWS's limits the stack imitates
   * @param snapshotRebuilds how long a function without a snapshot refuses invocations, by step
   *     name
   * @param pace the speed of Step Functions' waits, retry delays and timeouts; 1 is real time
   */
  public record Timing(PhysicsSettings physics, Map<String, Duration> snapshotRebuilds, int pace) {
    static final Timing DEFAULT =
        new Timing(PhysicsSettings.fast(LocalAccount.DEFAULT.region()), Map.of(), 1);

    public Timing {
      snapshotRebuilds = Map.copyOf(snapshotRebuilds);
      if (pace < 1) {
        throw new IllegalArgumentException("pace is " + pace + ": must be at least 1");
      }
    }
  }

  public StackSettings {
    parameters = Map.copyOf(parameters);
  }

  /** AWS's default quotas, default parameters, any free ports and no faults. */
  public static StackSettings of(Path template) {
    return new StackSettings(
        template,
        Map.of(),
        StackPorts.ANY,
        GatewayQuotas.DEFAULT,
        Size.DEFAULT,
        Detours.NONE,
        Timing.DEFAULT);
  }

  public StackSettings withParameters(Map<String, String> others) {
    return new StackSettings(template, others, ports, quotas, size, detours, timing);
  }

  public StackSettings withPorts(StackPorts others) {
    return new StackSettings(template, parameters, others, quotas, size, detours, timing);
  }

  public StackSettings withQuotas(GatewayQuotas others) {
    return new StackSettings(template, parameters, ports, others, size, detours, timing);
  }

  public StackSettings withConcurrency(int other) {
    return with(new Size(other, size.gateways()));
  }

  public StackSettings withGateways(int others) {
    return with(new Size(size.concurrency(), others));
  }

  private StackSettings with(Size other) {
    return new StackSettings(template, parameters, ports, quotas, other, detours, timing);
  }

  public StackSettings withFaults(UnaryOperator<FunctionInvoker> others) {
    return with(new Detours(others, detours.gateway(), detours.store(), detours.tables()));
  }

  public StackSettings withPostFaults(PostFaults others) {
    return with(detours.gateway().withPosts(others));
  }

  /**
   * A client whose TCP connection breaks causes no {@code $disconnect}, so its row becomes stale.
   */
  public StackSettings withLostDisconnects() {
    return with(detours.gateway().withDisconnects(GatewayFaults.LOSE_VANISHED));
  }

  private StackSettings with(GatewayFaults others) {
    return with(new Detours(detours.functions(), others, detours.store(), detours.tables()));
  }

  public StackSettings withStoreFaults(UnaryOperator<ObjectStore> others) {
    return with(new Detours(detours.functions(), detours.gateway(), others, detours.tables()));
  }

  public StackSettings withTables(UnaryOperator<URI> others) {
    return with(new Detours(detours.functions(), detours.gateway(), detours.store(), others));
  }

  private StackSettings with(Detours others) {
    return new StackSettings(template, parameters, ports, quotas, size, others, timing);
  }

  public StackSettings withSnapshotRebuilds(Map<String, Duration> others) {
    return with(new Timing(timing.physics(), others, timing.pace()));
  }

  public StackSettings withPace(int other) {
    return with(new Timing(timing.physics(), timing.snapshotRebuilds(), other));
  }

  public StackSettings withPhysics(PhysicsSettings others) {
    return with(new Timing(others, timing.snapshotRebuilds(), timing.pace()));
  }

  private StackSettings with(Timing other) {
    return new StackSettings(template, parameters, ports, quotas, size, detours, other);
  }
}
