package dev.fanfare.plan;

import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.estimate.CostModel;
import dev.fanfare.estimate.Estimate;
import dev.fanfare.estimate.Estimator;
import dev.fanfare.estimate.Observations;
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
 * Estimates duration and cost of a finished plan from the stack's latest broadcasts. Uses the
 * account quota that the operator has configured.
 */
public final class Forecast {
  /** Queries that find the members of one channel: at least one per partition. */
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
   * Refuses a broadcast that would outlast its execution.
   *
   * @param planned connections so far
   * @throws dev.fanfare.broadcast.InvalidRequestException if it is too slow; the message has the
   *     required rate
   */
  void requireTime(Request request, Instant startedAt, long planned) {
    var untilDeadline =
        request.expiry().deadline(startedAt).map(end -> Duration.between(startedAt, end));
    limit.check(planned, settings.rateOf(request), untilDeadline, settings);
  }

  Estimate of(Request request, int messageBytes, long planned) {
    long lookups =
        request.audience().users().size()
            + (long) LOOKUPS_PER_CHANNEL * request.audience().channels().size();
    var workload = new Workload(planned, messageBytes, settings.rateOf(request), lookups);
    var quotas = Quotas.of(priceBook).withRequestRate(settings.accountPostRate());
    var model = CostModel.assumed(priceBook).after(Observations.in(bucket));
    return new Estimator(Prices.of(priceBook), quotas, model).estimate(workload, settings);
  }
}
