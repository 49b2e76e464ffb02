package dev.fanfare.cli.estimate;

import dev.fanfare.cli.estimate.DeadlinePlan.Change;
import dev.fanfare.cli.estimate.DeadlinePlan.Kind;
import dev.fanfare.estimate.Binding;
import dev.fanfare.estimate.CostModel;
import dev.fanfare.estimate.Estimate;
import dev.fanfare.estimate.Estimator;
import dev.fanfare.estimate.Posting;
import dev.fanfare.estimate.Prices;
import dev.fanfare.estimate.Quotas;
import dev.fanfare.estimate.Settings;
import dev.fanfare.estimate.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Finds the changes that a broadcast needs to meet a deadline, and changes as little as possible:
 * first the rate in the request, then pushers and shards, then the share of the account's rate,
 * then the quota. It checks each result with the estimator, so plan and estimate cannot disagree.
 */
public final class DeadlinePlanner {
  /** The maximum of AccountPostRate, in posts per second. AWS grants no account more. */
  private static final int MAX_RATE = 1_000_000;

  private static final int ALL = 100;

  private final Prices prices;
  private final double requestRate;
  private final double otherTraffic;

  /** The quotas without the requests that are not posts. */
  private final Quotas quotas;

  private final CostModel model;

  public DeadlinePlanner(Prices prices, Quotas quotas, CostModel model) {
    this(prices, quotas, model, 0);
  }

  /**
   * @param quotas the quotas of the account
   * @param otherTraffic requests per second that are not posts, such as pings
   */
  public DeadlinePlanner(Prices prices, Quotas quotas, CostModel model, double otherTraffic) {
    this.prices = prices;
    this.requestRate = quotas.requestRate();
    this.otherTraffic = otherTraffic;
    this.quotas = otherTraffic > 0 ? quotas.minus(otherTraffic) : quotas;
    this.model = model;
  }

  /**
   * @param deadlineMillis milliseconds from the start until the last post is answered
   */
  public DeadlinePlan plan(Workload workload, Settings settings, long deadlineMillis) {
    var now = new Goal(workload, settings, quotas);
    int least = leastRate(workload, settings, deadlineMillis);
    if (now.isReached(deadlineMillis)) {
      return now.plan(deadlineMillis, settings, workload, least);
    }
    if (least > MAX_RATE) {
      return new DeadlinePlan(
          deadlineMillis,
          Kind.NOT_AT_ALL,
          List.of(),
          least,
          settings,
          boxed(workload.rate()),
          estimate(workload, settings, quotas));
    }
    return now.withRate(least).plan(deadlineMillis, settings, workload, least);
  }

  /**
   * The values that a plan can change: the request, the settings and, as a last resort, the quotas.
   */
  private final class Goal {
    private final Workload workload;
    private final Settings settings;
    private final Quotas granted;

    Goal(Workload workload, Settings settings, Quotas granted) {
      this.workload = workload;
      this.settings = settings;
      this.granted = granted;
    }

    boolean isReached(long deadlineMillis) {
      return reachedMillis() <= deadlineMillis;
    }

    private long reachedMillis() {
      return estimate(workload, settings, granted).times().reachedMillis();
    }

    /**
     * Raises each value that is too low for this many posts per second, and leaves the others as
     * they are.
     */
    Goal withRate(int posts) {
      var own = workload.rate();
      var asked =
          own.isPresent() && own.getAsInt() < posts
              ? workload.withRate(OptionalInt.of(posts))
              : workload;
      var grants = granted.requestRate() < posts ? granted.withRequestRate(posts) : granted;
      var withRate = enoughRate(settings, grants, posts);
      var unchanged = new Goal(asked, withRate, grants);
      var set = enoughPushers(asked, withRate, grants, posts);
      var functions =
          grants.functionConcurrency() < set.pushConcurrency()
              ? grants.withFunctionConcurrency(set.pushConcurrency())
              : grants;
      var withMore = new Goal(asked, set, functions);
      return withMore.reachedMillis() < unchanged.reachedMillis() ? withMore : unchanged;
    }

    DeadlinePlan plan(long deadlineMillis, Settings before, Workload asked, int least) {
      var changes = new ArrayList<Change>();
      change(changes, "rate", boxed(asked.rate()), boxed(workload.rate()), false);
      change(changes, "ShardSize", before.shardSize(), settings.shardSize(), false);
      change(
          changes, "PushConcurrency", before.pushConcurrency(), settings.pushConcurrency(), false);
      change(
          changes, "PostRatePercent", before.postRatePercent(), settings.postRatePercent(), false);
      change(
          changes, "AccountPostRate", before.accountPostRate(), settings.accountPostRate(), false);
      change(
          changes,
          "API Gateway's throttle rate (L-8A5B8E43)",
          (long) requestRate,
          (long)
              (granted.requestRate() > quotas.requestRate()
                  ? Math.ceil(granted.requestRate() + otherTraffic)
                  : requestRate),
          true);
      change(
          changes,
          "Lambda's concurrent executions (L-B99A9384)",
          quotas.functionConcurrency(),
          granted.functionConcurrency(),
          true);
      var reached = estimate(workload, settings, granted);
      return new DeadlinePlan(
          deadlineMillis,
          reached.times().reachedMillis() <= deadlineMillis ? kind(changes) : Kind.NOT_AT_ALL,
          changes,
          least,
          settings,
          boxed(workload.rate()),
          reached);
    }
  }

  private static Kind kind(List<Change> changes) {
    if (changes.isEmpty()) {
      return Kind.AS_IT_IS;
    }
    return changes.stream().anyMatch(Change::isQuota) ? Kind.BY_QUOTA : Kind.BY_SETTINGS;
  }

  private static void change(
      List<Change> changes, String what, Object from, Object to, boolean isQuota) {
    if (!from.equals(to)) {
      changes.add(new Change(what, text(from), text(to), isQuota));
    }
  }

  private static String text(Object value) {
    return value instanceof Optional<?> maybe
        ? maybe.map(Object::toString).orElse("none")
        : value.toString();
  }

  private static Optional<Integer> boxed(OptionalInt rate) {
    return rate.isPresent() ? Optional.of(rate.getAsInt()) : Optional.empty();
  }

  /**
   * Raises the share of the account's rate. If the configured rate is too low, or above the quota,
   * it uses a share of the quota. The result never exceeds the quota.
   */
  private static Settings enoughRate(Settings settings, Quotas grants, int posts) {
    if (settings.budget() >= posts && settings.budget() <= grants.requestRate()) {
      return settings;
    }
    int granted = (int) Math.max(posts, Math.min(MAX_RATE, Math.floor(grants.requestRate())));
    int own = settings.accountPostRate();
    int rate = own < posts || own > granted ? granted : own;
    int percent = (int) Math.ceil(posts * (double) ALL / rate);
    return settings.withRate(rate, Math.min(ALL, Math.max(percent, settings.postRatePercent())));
  }

  /**
   * Raises the number of pushers until they are not the bottleneck, and adapts the shard size so
   * that each pusher has a shard.
   */
  private Settings enoughPushers(Workload workload, Settings settings, Quotas grants, int posts) {
    double alone = model.posts().ofPusher(settings.postsInFlight());
    double wanted = Math.ceil(posts * Posting.PERMITS / alone);
    int pushers = (int) Math.min(Settings.MAX_CONCURRENCY, wanted);
    var functions = grants.withFunctionConcurrency(Settings.MAX_CONCURRENCY);
    var binds = Posting.of(workload, settings, functions, model).binds();
    if (binds != Binding.PUSHERS && binds != Binding.DISPATCH) {
      return settings;
    }
    int concurrency = Math.max(settings.pushConcurrency(), pushers);
    long even = Math.max(1, (workload.connections() + concurrency - 1) / concurrency);
    long size =
        binds == Binding.DISPATCH
            ? Math.max(settings.shardSize(), Math.min(Settings.MAX_SHARD_SIZE, even))
            : Math.min(settings.shardSize(), even);
    return settings.withPushers(concurrency, (int) size);
  }

  /**
   * Finds the lowest rate, in posts per second, that meets the deadline if everything else is
   * adapted. More pushers can need smaller shards, so a higher rate is not always faster. The
   * search therefore goes up in steps until a rate meets the deadline.
   */
  private int leastRate(Workload workload, Settings settings, long deadlineMillis) {
    int low = 1;
    int high = 1;
    while (!isReached(workload, settings, high, deadlineMillis)) {
      if (high == MAX_RATE) {
        return MAX_RATE + 1;
      }
      low = high + 1;
      high = Math.min(MAX_RATE, high + Math.max(1, high / 8));
    }
    while (low < high) {
      int middle = low + (high - low) / 2;
      if (isReached(workload, settings, middle, deadlineMillis)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return high;
  }

  private boolean isReached(Workload workload, Settings settings, int posts, long deadlineMillis) {
    return new Goal(workload, settings, quotas).withRate(posts).isReached(deadlineMillis);
  }

  private Estimate estimate(Workload workload, Settings settings, Quotas granted) {
    return new Estimator(prices, granted, model).estimate(workload, settings);
  }
}
