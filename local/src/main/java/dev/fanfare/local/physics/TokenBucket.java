package dev.fanfare.local.physics;

/**
 * A token bucket, as AWS describes its throttling: it fills at a constant rate up to its burst, and
 * each request takes tokens. In any window of length t, it gives at most {@code rate * t + burst}
 * tokens. Setting the time back neither adds nor removes tokens. Callers may read the time before
 * they wait for this bucket, so the times that they give may be slightly out of order.
 *
 * <p>Source: docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html and
 * apigateway/latest/developerguide/api-gateway-request-throttling.html.
 */
public final class TokenBucket {
  private static final double NANOS = 1e9;

  /** The clock was set back if a time is earlier than the last one by more than this. */
  private static final long SET_BACK = 1_000_000_000;

  /** Fewer tokens than this may be missing, because their number is rounded. */
  private static final double ROUNDING = 1e-9;

  private final double perNano;
  private final double burst;
  private double tokens;
  private long filledAt;

  /** A full bucket. */
  public TokenBucket(double perSecond, double burst, long now) {
    this(perSecond, burst, burst, now);
  }

  /**
   * @param tokens in the bucket at first, at most the burst
   */
  public TokenBucket(double perSecond, double burst, double tokens, long now) {
    if (!(perSecond > 0) || !(burst >= 1) || tokens > burst) {
      throw new IllegalArgumentException(
          "A token bucket needs a rate above 0, a burst of at least 1 and no more tokens, not %s, %s, %s"
              .formatted(perSecond, burst, tokens));
    }
    this.perNano = perSecond / NANOS;
    this.burst = burst;
    this.tokens = tokens;
    this.filledAt = now;
  }

  /** Takes tokens if there are enough; never waits. */
  public synchronized boolean tryTake(double amount, long now) {
    if (!has(amount, now)) {
      return false;
    }
    tokens -= amount;
    return true;
  }

  /** Whether there are so many tokens. */
  public synchronized boolean has(double amount, long now) {
    fill(now);
    return isThere(amount);
  }

  /**
   * Takes tokens in advance, in the order of the calls. It also charges a cost that is known only
   * afterwards: the bucket is in debt until it has filled again.
   *
   * @return the wait until the tokens are there, in nanoseconds; 0 if they are
   */
  public synchronized long reserve(double amount, long now) {
    fill(now);
    tokens -= amount;
    return waitFor(0, now);
  }

  /** The wait until the bucket has so many tokens, in nanoseconds. */
  public synchronized long nanosUntil(double amount, long now) {
    fill(now);
    return waitFor(amount, now);
  }

  private boolean isThere(double amount) {
    return tokens >= amount - ROUNDING;
  }

  private long waitFor(double amount, long now) {
    return isThere(amount) ? 0 : filledAt - now + (long) Math.ceil((amount - tokens) / perNano);
  }

  /** An earlier time fills nothing, or the same interval would fill the bucket twice. */
  private void fill(long now) {
    if (now > filledAt) {
      tokens = Math.min(burst, tokens + (now - filledAt) * perNano);
      filledAt = now;
    } else if (filledAt - now > SET_BACK) {
      filledAt = now;
    }
  }
}
