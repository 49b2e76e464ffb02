package dev.fanfare.estimate;

/**
 * The duration of the posts alone. The slowest part determines it, since permits, pushers and child
 * executions work in parallel.
 *
 * @param shards number of shards
 * @param pushers number of concurrent pushers
 * @param rate posts per second under the limit that binds
 * @param millis from the first to the last post
 * @param binds the limit that determines the duration
 */
public record Posting(long shards, int pushers, double rate, double millis, Binding binds) {
  /** Permits are slots of a schedule with 2 % fewer slots than the rate allows. */
  public static final double PERMITS = 0.98;

  private static final double MILLIS = 1_000;

  /** The posting time and its limit, for a workload under these settings and quotas. */
  public static Posting of(Workload workload, Settings settings, Quotas quotas, CostModel model) {
    long connections = workload.connections();
    long shards = (connections + settings.shardSize() - 1) / settings.shardSize();
    int pushers =
        (int)
            Math.max(
                1,
                Math.min(
                    shards, Math.min(settings.pushConcurrency(), quotas.functionConcurrency())));
    var posting = new Posting(shards, pushers, 0, 0, Binding.STEPS);
    if (connections == 0) {
      return posting;
    }
    posting = posting.paced(workload, settings, quotas);
    double alone = model.posts().ofPusher(settings.postsInFlight());
    double byPushers =
        ((shards - 1) / pushers * settings.shardSize()
                + Math.min(connections, settings.shardSize()))
            / alone;
    posting = posting.limitedBy(byPushers, connections, Binding.PUSHERS);
    posting =
        posting.limitedBy(connections / model.posts().totalRate(), connections, Binding.MACHINE);
    return shards > 1
        ? posting.limitedBy(shards / quotas.childDispatch(), connections, Binding.DISPATCH)
        : posting;
  }

  /** The rate allowed by the broadcast's own rate, the share of all broadcasts and the quota. */
  static double allowed(Workload workload, Settings settings, Quotas quotas) {
    double shared = Math.min(settings.budget(), quotas.requestRate());
    return workload.rate().isPresent() ? Math.min(shared, workload.rate().getAsInt()) : shared;
  }

  /** On average, the first slot comes half a slot after the request for it. */
  private Posting paced(Workload workload, Settings settings, Quotas quotas) {
    double allowed = allowed(workload, settings, quotas);
    double pace = PERMITS * allowed;
    double seconds = (workload.connections() - 0.5) / pace;
    double shared = Math.min(settings.budget(), quotas.requestRate());
    Binding by = shared < settings.budget() ? Binding.QUOTA : Binding.SHARE;
    return new Posting(
        shards, pushers, pace, seconds * MILLIS, allowed < shared ? Binding.RATE : by);
  }

  private Posting limitedBy(double seconds, long connections, Binding by) {
    return seconds * MILLIS <= millis
        ? this
        : new Posting(shards, pushers, connections / seconds, seconds * MILLIS, by);
  }
}
