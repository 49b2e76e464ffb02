package dev.fanfare.local.apigateway;

import dev.fanfare.local.physics.TokenBucket;
import dev.fanfare.local.time.Nanos;
import java.time.Clock;

/** A rate of the gateway, on the given clock. */
public final class RequestThrottle {
  private final TokenBucket tokens;
  private final Clock clock;
  private final Runnable refused;

  public RequestThrottle(GatewayQuotas.Rate rate, Clock clock) {
    this(rate, clock, () -> {});
  }

  /**
   * @param refused runs for each request above the rate
   */
  RequestThrottle(GatewayQuotas.Rate rate, Clock clock, Runnable refused) {
    this.tokens = new TokenBucket(rate.perSecond(), rate.burst(), Nanos.of(clock));
    this.clock = clock;
    this.refused = refused;
  }

  /** Whether a request is within the rate; never waits. */
  public boolean tryTake() {
    boolean isWithin = tokens.tryTake(1, Nanos.of(clock));
    if (!isWithin) {
      refused.run();
    }
    return isWithin;
  }
}
