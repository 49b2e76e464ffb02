package dev.fanfare.local.apigateway;

import java.time.Clock;
import java.time.Instant;

/** A token bucket. Setting its clock back neither adds nor removes tokens. */
public final class TokenBucket {
  private static final double NANOS = 1e9;

  private final GatewayQuotas.Rate rate;
  private final Clock clock;
  private double tokens;
  private long filledAt;

  public TokenBucket(GatewayQuotas.Rate rate, Clock clock) {
    this.rate = rate;
    this.clock = clock;
    this.tokens = rate.burst();
    this.filledAt = nanos();
  }

  /** Takes a token if there is one; never waits. */
  public synchronized boolean tryTake() {
    long now = nanos();
    double gained = Math.max(0, now - filledAt) / NANOS * rate.perSecond();
    tokens = Math.min(rate.burst(), tokens + gained);
    filledAt = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }

  private long nanos() {
    Instant now = clock.instant();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }
}
