package dev.fanfare.estimate;

/**
 * What the machinery around the posts takes, whatever is set: how quick it plans, starts pushers,
 * posts and reduces. Assumed, or learnt from earlier broadcasts of the very stack.
 *
 * @param basis where that is known from, for people
 * @param plan the time to plan
 * @param direct milliseconds around the posts of an only shard
 * @param mapRun milliseconds around the posts of a Map Run; no less than direct
 * @param reduce the time to reduce
 * @param prune milliseconds to prune when nobody is stale
 * @param postLatency milliseconds until a post is answered
 * @param pusherRate posts per second that one pusher makes at most
 * @param postRate posts per second that all pushers together make at most, because they share one
 *     machine; infinite on AWS
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
      throw new IllegalArgumentException("no machine pushes so: " + direct + ", " + mapRun);
    }
  }

  /** Of AWS, as long as nothing was seen there. */
  public static CostModel assumed(PriceBook priceBook) {
    return new CostModel(
        "assumptions about AWS, nothing was sent by this stack yet",
        new LinearFit(priceBook.value("planFixed"), priceBook.value("planPerThousand") / 1_000),
        priceBook.value("directPush"),
        priceBook.value("mapPush"),
        new LinearFit(priceBook.value("reduceFixed"), priceBook.value("reducePerThousand") / 1_000),
        priceBook.value("prune"),
        priceBook.value("postLatency"),
        priceBook.value("pusherRate"),
        Double.POSITIVE_INFINITY);
  }

  /** What is known of it after the stack's latest broadcasts. */
  public CostModel after(Observed observed) {
    return new Learning(this, observed).model();
  }

  public CostModel withPrune(double millis) {
    return new CostModel(
        basis, plan, direct, mapRun, reduce, millis, postLatency, pusherRate, postRate);
  }

  /** Posts per second of one pusher that waits for so many answers at once. */
  public double pusherRate(int inFlight) {
    return postLatency > 0 ? Math.min(pusherRate, inFlight * 1_000 / postLatency) : pusherRate;
  }
}
