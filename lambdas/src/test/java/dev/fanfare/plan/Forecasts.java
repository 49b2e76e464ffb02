package dev.fanfare.plan;

import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.estimate.Settings;
import dev.fanfare.estimate.TimeLimit;
import java.time.Clock;
import java.time.ZoneOffset;

/** Forecasts with the template's defaults, at a fixed time. */
public final class Forecasts {
  private Forecasts() {}

  public static Forecast of(BroadcastBucket bucket, int shardSize) {
    return of(bucket, shardSize, TimeLimit.of(14));
  }

  public static Forecast of(BroadcastBucket bucket, int shardSize, TimeLimit limit) {
    return new Forecast(
        bucket,
        new Settings(10_000, 80, 20, shardSize, 10, 100, 300),
        limit,
        Clock.fixed(ConnectionTableRows.NOW.plusSeconds(1), ZoneOffset.UTC));
  }
}
