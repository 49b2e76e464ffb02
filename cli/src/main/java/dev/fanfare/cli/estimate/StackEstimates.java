package dev.fanfare.cli.estimate;

import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.estimate.CostModel;
import dev.fanfare.estimate.Estimate;
import dev.fanfare.estimate.Estimator;
import dev.fanfare.estimate.PriceBook;
import dev.fanfare.estimate.Prices;
import dev.fanfare.estimate.Quotas;
import dev.fanfare.estimate.Settings;
import dev.fanfare.estimate.Workload;
import java.time.Duration;
import java.util.Map;

/**
 * Estimates for one stack. The constructor reads its settings, the account's quotas and the times
 * of its latest broadcasts.
 */
public final class StackEstimates {
  private final PriceBook priceBook = PriceBook.load();
  private final Settings settings;
  private final Quotas quotas;
  private final CostModel model;

  public StackEstimates(DeployedStack stack) {
    settings = StackSettings.of(stack);
    quotas = SdkAccountQuotas.of(stack, priceBook);
    model = new StackCostModel(stack).read(priceBook);
  }

  public Settings settings() {
    return settings;
  }

  public Quotas quotas() {
    return quotas;
  }

  public Estimate estimate(Workload workload) {
    return new Estimator(Prices.of(priceBook), left(workload), model).estimate(workload, settings);
  }

  /** Returns the cost of a million client actions in USD, by action. */
  Map<String, Double> clients() {
    return new Estimator(Prices.of(priceBook), quotas, model)
        .clients(priceBook, priceBook.routeFunctionMillis());
  }

  /**
   * Plans what a deadline needs.
   *
   * @param deadline from the start until the last post is answered
   */
  public DeadlinePlan plan(Workload workload, Duration deadline) {
    double otherTraffic = upkeepRate(workload.connections());
    return new DeadlinePlanner(Prices.of(priceBook), quotas, model, otherTraffic)
        .plan(workload, settings, deadline.toMillis());
  }

  /** Returns the quotas that pings and reconnects leave for posts. */
  private Quotas left(Workload workload) {
    return quotas.minus(upkeepRate(workload.connections()));
  }

  double pingRate(long connections) {
    return priceBook.pingRate(connections);
  }

  private double upkeepRate(long connections) {
    return priceBook.upkeepRate(connections);
  }

  /**
   * Returns the new connections per second that keep the number constant, because each ends after
   * two hours.
   */
  double standStillConnectRate(long connections) {
    return priceBook.standStillConnectRate(connections);
  }
}
