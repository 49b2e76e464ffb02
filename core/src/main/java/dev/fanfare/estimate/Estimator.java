package dev.fanfare.estimate;

import java.util.LinkedHashMap;
import java.util.Map;

/** Calculates estimates for one stack. */
public final class Estimator {
  /** Precision of prices: a millionth of a dollar. Finer digits would suggest false accuracy. */
  private static final double MICRO_USD = 1e6;

  /** Size of a short chat message, in bytes. */
  private static final int MESSAGE_BYTES = 200;

  private final Prices prices;
  private final Quotas quotas;
  private final CostModel model;

  public Estimator(Prices prices, Quotas quotas, CostModel model) {
    this.prices = prices;
    this.quotas = quotas;
    this.model = model;
  }

  public Quotas quotas() {
    return quotas;
  }

  public Estimate estimate(Workload workload, Settings settings) {
    var posting = Posting.of(workload, settings, quotas, model);
    var steps = steps(workload, posting);
    return new Estimate(
        new Estimate.Size(workload.connections(), workload.messageBytes(), posting.shards()),
        pace(workload, settings, posting, steps),
        Estimate.Times.of(steps, floorMillis(workload)),
        cost(new Costs(prices, workload, settings, posting, steps)),
        model.basis());
  }

  private Estimate.Pace pace(Workload workload, Settings settings, Posting posting, Steps steps) {
    int pushers = posting.shards() == 0 ? 0 : posting.pushers();
    return new Estimate.Pace(
        pushers,
        rounded(posting.rate(), 10),
        rounded(Posting.allowed(workload, settings, quotas), 10),
        (long) pushers * settings.postsInFlight(),
        posting.millis() < steps.total() - posting.millis() ? Binding.STEPS : posting.binds());
  }

  private static Estimate.Cost cost(Costs costs) {
    Map<String, Double> usd = new LinkedHashMap<>();
    costs.byService().forEach((service, price) -> usd.put(service, rounded(price, MICRO_USD)));
    double total = usd.values().stream().mapToDouble(Double::doubleValue).sum();
    return new Estimate.Cost(usd, rounded(total, MICRO_USD));
  }

  /**
   * Cost of a million of each client action, in USD by action name. Assumes that a message goes to
   * ten channel members and is posted directly.
   *
   * @param functionMillis duration of a client route's function, in milliseconds
   */
  public Map<String, Double> clients(PriceBook priceBook, double functionMillis) {
    var messages =
        MessageCosts.of(priceBook, ClientCosts.MILLION, ClientCosts.MEMBERS, MESSAGE_BYTES);
    double posted = messages.direct().values().stream().mapToDouble(Double::doubleValue).sum();
    Map<String, Double> usd = new ClientCosts(prices, functionMillis / 1_000).perMillion(posted);
    usd.replaceAll((action, price) -> rounded(price, MICRO_USD));
    return usd;
  }

  private Steps steps(Workload workload, Posting posting) {
    long connections = workload.connections();
    double overhead = model.push().of(posting.shards());
    return new Steps(
        Math.round(model.plan().at(connections)),
        connections == 0 ? 0 : Math.round(overhead + posting.millis()),
        Math.round(model.reduce().at(connections)),
        Math.round(model.prune()));
  }

  /** The time if this broadcast gets the whole quota and burst. */
  private long floorMillis(Workload workload) {
    double beyondBurst = Math.max(0, workload.connections() - quotas.requestBurst());
    return Math.round(beyondBurst / quotas.requestRate() * 1_000);
  }

  private static double rounded(double value, double parts) {
    return Math.round(value * parts) / parts;
  }
}
