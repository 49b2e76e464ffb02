package dev.fanfare.push;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.push.permits.PermitStore;
import dev.fanfare.push.transport.Transport;
import java.net.URI;
import java.time.Duration;

/**
 * Makes the very handler that Lambda calls, over a given transport. It stands in the handler's
 * package so that nothing has to be opened for the benchmarks' sake.
 */
public final class BenchPusher {
  /** As the template sets them. */
  private static final int ATTEMPTS = 5;

  private static final Duration YOUNG = Duration.ofSeconds(15);

  private BenchPusher() {}

  /**
   * @param rate posts per second, at most
   */
  public static RequestStreamHandler handler(
      BroadcastBucket bucket,
      PermitStore permits,
      Transport transport,
      URI endpoint,
      int rate,
      int inFlight) {
    var config =
        new PushConfig(
            "bench", endpoint, "bench", PushConfig.HTTP1, rate, 100, inFlight, ATTEMPTS, YOUNG);
    return new PushShardHandler(bucket, transport, permits, config, PushTime.system());
  }
}
