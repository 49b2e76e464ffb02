package dev.fanfare.cli.estimate;

import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.estimate.DeadlinePlan;
import dev.fanfare.estimate.DeadlinePlanner;
import dev.fanfare.estimate.Estimate;
import dev.fanfare.estimate.Estimator;
import dev.fanfare.estimate.Figures;
import dev.fanfare.estimate.Machine;
import dev.fanfare.estimate.Prices;
import dev.fanfare.estimate.Quotas;
import dev.fanfare.estimate.Settings;
import dev.fanfare.estimate.Workload;
import java.time.Duration;
import java.util.Map;

/**
 * Estimates for one stack, with its settings, its account's quotas and what it has taken so far,
 * all read when this is made.
 */
public final class StackEstimates {
  private final Figures figures = Figures.load();
  private final Settings settings;
  private final Quotas quotas;
  private final Machine machine;

  public StackEstimates(DeployedStack stack) {
    settings = StackSettings.of(stack);
    quotas = SdkAccountQuotas.of(stack, figures);
    machine = new StackMachine(stack).read(figures);
  }

  public Settings settings() {
    return settings;
  }

  public Quotas quotas() {
    return quotas;
  }

  public Estimate estimate(Workload workload) {
    return new Estimator(Prices.of(figures), left(workload), machine).estimate(workload, settings);
  }

  /** What a million of each action of clients cost, in USD by the action's name. */
  Map<String, Double> clients() {
    return new Estimator(Prices.of(figures), quotas, machine)
        .clients(figures, figures.routeFunctionMillis());
  }

  /**
   * What it takes to reach everybody in time.
   *
   * @param deadline from the start until the last post is answered
   */
  public DeadlinePlan plan(Workload workload, Duration deadline) {
    double taken = upkeepRate(workload.connections());
    return new DeadlinePlanner(Prices.of(figures), quotas, machine, taken)
        .plan(workload, settings, deadline.toMillis());
  }

  /** What the pings and reconnects of those who are connected leave to posts. */
  private Quotas left(Workload workload) {
    return quotas.less(upkeepRate(workload.connections()));
  }

  double pingRate(long connections) {
    return figures.pingRate(connections);
  }

  private double upkeepRate(long connections) {
    return figures.upkeepRate(connections);
  }

  /** New connections a second that so many need just to stay, since each lasts two hours. */
  double standStillConnectRate(long connections) {
    return figures.standStillConnectRate(connections);
  }
}
