package dev.fanfare.push;

import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.push.permits.PermitStore;
import dev.fanfare.push.progress.ProgressLog;
import dev.fanfare.push.transport.Transport;
import dev.fanfare.push.warmup.SnapStartHook;
import dev.fanfare.push.warmup.WarmUp;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;

/**
 * Creates the pusher that Lambda runs, with a given transport. It is in the package of the pusher,
 * so that nothing must be public only for the benchmarks.
 */
public final class BenchPusher {
  /** The values in the template. */
  private static final int ATTEMPTS = 5;

  private static final Duration YOUNG = Duration.ofSeconds(15);

  private static final Duration MAX_WARM_UP_TIME = Duration.ofSeconds(10);

  private BenchPusher() {}

  /**
   * @param rate maximum posts per second
   */
  public static ShardPusher pusher(
      BroadcastBucket bucket,
      PermitStore permits,
      Transport transport,
      URI endpoint,
      int rate,
      int inFlight) {
    var config = config(endpoint, PushConfig.HTTP1, rate, inFlight);
    return new ShardPusher(bucket, transport, permits, ProgressLog.NONE, config, PushTime.system());
  }

  /** Runs the warm-up that precedes a SnapStart snapshot, without calls to AWS. */
  public static void prime(URI endpoint, int inFlight, boolean http2)
      throws IOException, GeneralSecurityException, InterruptedException {
    String transport = http2 ? PushConfig.HTTP2 : PushConfig.HTTP1;
    new WarmUp(config(endpoint, transport, 1, inFlight), PushTime.system())
        .run(SnapStartHook.POSTS, MAX_WARM_UP_TIME);
  }

  private static PushConfig config(URI endpoint, String transport, int rate, int inFlight) {
    return new PushConfig(
        "bench",
        endpoint,
        "bench",
        "bench",
        Duration.ofDays(1),
        transport,
        new PostRates(rate, 100, 100),
        new PushSettings(inFlight, ATTEMPTS, YOUNG, BackOff.DEFAULT));
  }
}
