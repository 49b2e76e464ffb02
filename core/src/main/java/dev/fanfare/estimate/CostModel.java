package dev.fanfare.estimate;

/**
 * The speed of the stack independent of its settings: how fast it plans, starts pushers, posts and
 * reduces. Assumed, or learned from earlier broadcasts of the same stack.
 *
 * @param basis the source of these values, for display
 * @param plan planning time
 * @param push time around the posts
 * @param reduce reducing time
 * @param prune pruning time without stale connections, in milliseconds
 * @param posts speed of the posts
 */
public record CostModel(
    String basis,
    LinearFit plan,
    PushOverhead push,
    LinearFit reduce,
    double prune,
    PostSpeed posts) {

  /**
   * The time that a push takes around its posts, in milliseconds.
   *
   * @param direct with a single shard
   * @param mapRun with a Map Run; at least {@code direct}
   */
  public record PushOverhead(double direct, double mapRun) {
    public PushOverhead {
      if (!(direct >= 0 && mapRun >= direct)) {
        throw new IllegalArgumentException("these push costs cannot be: " + direct + ", " + mapRun);
      }
    }

    double of(long shards) {
      return shards > 1 ? mapRun : direct;
    }
  }

  /**
   * @param latency time until a post is answered, in milliseconds
   * @param pusherRate maximum posts per second of one pusher
   * @param totalRate maximum posts per second of all pushers together, because they share one
   *     machine; infinite on AWS
   */
  public record PostSpeed(double latency, double pusherRate, double totalRate) {
    public PostSpeed {
      if (!(pusherRate > 0 && totalRate > 0)) {
        throw new IllegalArgumentException(
            "these post rates cannot be: " + pusherRate + ", " + totalRate);
      }
    }

    /** Posts per second of one pusher with {@code inFlight} concurrent posts. */
    public double ofPusher(int inFlight) {
      return latency > 0 ? Math.min(pusherRate, inFlight * 1_000 / latency) : pusherRate;
    }
  }

  /** The assumptions for AWS, used until the stack has sent a broadcast. */
  public static CostModel assumed(PriceBook priceBook) {
    return new CostModel(
        "assumptions about AWS; this stack has not sent anything yet",
        new LinearFit(priceBook.value("planFixed"), priceBook.value("planPerThousand") / 1_000),
        new PushOverhead(priceBook.value("directPush"), priceBook.value("mapPush")),
        new LinearFit(priceBook.value("reduceFixed"), priceBook.value("reducePerThousand") / 1_000),
        priceBook.value("prune"),
        new PostSpeed(
            priceBook.value("postLatency"),
            priceBook.value("pusherRate"),
            Double.POSITIVE_INFINITY));
  }

  /** This model, adjusted to the stack's latest broadcasts. */
  public CostModel after(Observations observed) {
    return new CostModelLearner(this, observed).model();
  }

  /**
   * A copy with another pruning time.
   *
   * @param millis pruning time without stale connections, in milliseconds
   */
  public CostModel withPrune(double millis) {
    return new CostModel(basis, plan, push, reduce, millis, posts);
  }
}
