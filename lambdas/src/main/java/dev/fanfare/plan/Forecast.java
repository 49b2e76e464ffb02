package dev.fanfare.plan;

import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.estimate.CostModel;
import dev.fanfare.estimate.Estimate;
import dev.fanfare.estimate.Estimator;
import dev.fanfare.estimate.Observed;
import dev.fanfare.estimate.PriceBook;
import dev.fanfare.estimate.Prices;
import dev.fanfare.estimate.Quotas;
import dev.fanfare.estimate.Settings;
import dev.fanfare.estimate.TimeLimit;
import dev.fanfare.estimate.Workload;
import dev.fanfare.request.Request;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Says of a finished plan how long it will take and what it will cost, by what the stack's latest
 * broadcasts took. The account's quota is what the operator has said it is.
 */
public final class Forecast {
  /** Queries that find the members of one channel: one for each of its partitions, at least. */
  private static final int LOOKUPS_PER_CHANNEL = 16;

  private final BroadcastBucket bucket;
  private final Settings settings;
  private final TimeLimit limit;
  private final Clock clock;
  private final PriceBook priceBook = PriceBook.load();

  public Forecast(BroadcastBucket bucket, Settings settings, TimeLimit limit, Clock clock) {
    this.bucket = bucket;
    this.settings = settings;
    this.limit = limit;
    this.clock = clock;
  }

  int shardSize() {
    return settings.shardSize();
  }

  Instant now() {
    return clock.instant();
  }

  /**
   * Refuses a broadcast that its execution would not outlast.
   *
   * @param planned connections so far
   * @throws dev.fanfare.broadcast.InvalidRequestException naming the rate that is needed
   */
  void requireTime(Request request, Instant startedAt, long planned) {
    var untilDeadline = request.deadline(startedAt).map(end -> Duration.between(startedAt, end));
    limit.check(planned, settings.rateOf(request), untilDeadline, settings);
  }

  Estimate of(Request request, int messageBytes, long planned) {
    long lookups = request.users().size() + (long) LOOKUPS_PER_CHANNEL * request.channels().size();
    var workload = new Workload(planned, messageBytes, settings.rateOf(request), lookups);
    var quotas = Quotas.of(priceBook).withRequestRate(settings.accountPostRate());
    var model = CostModel.assumed(priceBook).after(Observed.in(bucket));
    return new Estimator(Prices.of(priceBook), quotas, model).estimate(workload, settings);
  }
}
