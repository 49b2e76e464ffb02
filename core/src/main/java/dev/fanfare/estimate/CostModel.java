package dev.fanfare.estimate;

/**
 * The speed of the stack independent of its settings: how fast it plans, starts pushers, posts and
 * reduces. Assumed, or learned from earlier broadcasts of the same stack.
 *
 * @param basis the source of these values, for display
 * @param plan planning time
 * @param direct overhead around the posts of a single shard, in milliseconds
 * @param mapRun overhead around the posts of a Map Run, in milliseconds; at least {@code direct}
 * @param reduce reducing time
 * @param prune pruning time without stale connections, in milliseconds
 * @param postLatency time until a post is answered, in milliseconds
 * @param pusherRate maximum posts per second of one pusher
 * @param postRate maximum posts per second of all pushers together, because they share one machine;
 *     infinite on AWS
 */
public record CostModel(
    String basis,
    LinearFit plan,
    double direct,
    double mapRun,
    LinearFit reduce,
    double prune,
    double postLatency,
    double pusherRate,
    double postRate) {

  public CostModel {
    if (!(direct >= 0 && mapRun >= direct && pusherRate > 0 && postRate > 0)) {
      throw new IllegalArgumentException(
          "mapRun must be at least direct, and neither negative: " + direct + ", " + mapRun);
    }
  }

  /** The assumptions for AWS, used until the stack has sent a broadcast. */
  public static CostModel assumed(PriceBook priceBook) {
    return new CostModel(
        "assumptions about AWS; this stack has not sent a broadcast yet",
        new LinearFit(priceBook.value("planFixed"), priceBook.value("planPerThousand") / 1_000),
        priceBook.value("directPush"),
        priceBook.value("mapPush"),
        new LinearFit(priceBook.value("reduceFixed"), priceBook.value("reducePerThousand") / 1_000),
        priceBook.value("prune"),
        priceBook.value("postLatency"),
        priceBook.value("pusherRate"),
        Double.POSITIVE_INFINITY);
  }

  /** This model, adjusted to the stack's latest broadcasts. */
  public CostModel after(Observed observed) {
    return new Learning(this, observed).model();
  }

  /**
   * A copy with another pruning time.
   *
   * @param millis pruning time without stale connections, in milliseconds
   */
  public CostModel withPrune(double millis) {
    return new CostModel(
        basis, plan, direct, mapRun, reduce, millis, postLatency, pusherRate, postRate);
  }

  /** Posts per second of one pusher with {@code inFlight} concurrent posts. */
  public double pusherRate(int inFlight) {
    return postLatency > 0 ? Math.min(pusherRate, inFlight * 1_000 / postLatency) : pusherRate;
  }
}
