package dev.fanfare.local.apigateway;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.local.physics.Latency;
import dev.fanfare.local.physics.Limit;
import dev.fanfare.local.physics.PhysicsNumber;
import dev.fanfare.local.physics.PhysicsSettings;
import java.time.Duration;

/**
 * The limits of the gateway, and the latency of its responses.
 *
 * @param requests rate of {@code @connections} calls of the account; 429 above it
 * @param connects rate of handshakes of the account; 429 above it
 * @param postLatency least duration of each {@code @connections} call
 */
public record GatewayQuotas(
    Rate requests, Rate connects, Timeouts timeouts, Sizes sizes, Latency postLatency) {

  /** The size of a token bucket: tokens per second, and the most that it holds. */
  public record Rate(double perSecond, int burst) {
    public Rate {
      if (!(perSecond > 0) || burst < 1) {
        throw new IllegalArgumentException(
            "A rate needs more than 0 per second and a burst of at least 1, not %s and %d"
                .formatted(perSecond, burst));
      }
    }
  }

  /**
   * @param idle longest silence of a socket in both directions, before it is closed with 1001
   * @param lifetime longest life of a socket, before it is closed with 1001
   * @param integration longest wait for a function
   */
  public record Timeouts(Duration idle, Duration lifetime, Duration integration) {}

  /**
   * In bytes.
   *
   * @param frame largest frame of a client; a larger one closes its socket with 1009
   * @param message largest message, of a client (else 1009) and of a post (else 413)
   * @param clientBuffer most bytes that wait for one slow client; above it, a post is answered 429
   */
  public record Sizes(int frame, int message, int clientBuffer) {}

  /**
   * The quotas of a new AWS account. AWS does not document its buffer for a slow client; here it
   * holds two of the largest messages.
   */
  public static final GatewayQuotas DEFAULT =
      new GatewayQuotas(
          new Rate(AwsLimits.REQUESTS_PER_SECOND, AwsLimits.REQUEST_BURST),
          new Rate(AwsLimits.CONNECTS_PER_SECOND, AwsLimits.CONNECTS_PER_SECOND),
          new Timeouts(
              Duration.ofSeconds(AwsLimits.IDLE_SECONDS),
              Duration.ofSeconds(AwsLimits.CONNECTION_SECONDS),
              Duration.ofSeconds(AwsLimits.INTEGRATION_SECONDS)),
          new Sizes(AwsLimits.FRAME_BYTES, AwsLimits.MESSAGE_BYTES, 2 * AwsLimits.MESSAGE_BYTES),
          Latency.NONE);

  public GatewayQuotas withRequests(double perSecond, int burst) {
    return new GatewayQuotas(new Rate(perSecond, burst), connects, timeouts, sizes, postLatency);
  }

  public GatewayQuotas withConnects(double perSecond, int burst) {
    return new GatewayQuotas(requests, new Rate(perSecond, burst), timeouts, sizes, postLatency);
  }

  public GatewayQuotas withPostLatency(Duration latency) {
    return with(new Latency(latency.toNanos(), latency.toNanos()));
  }

  private GatewayQuotas with(Latency latency) {
    return new GatewayQuotas(requests, connects, timeouts, sizes, latency);
  }

  /** These quotas, except for the limits that are on; a latency that is given here stays. */
  public GatewayQuotas with(PhysicsSettings physics) {
    var quotas = this;
    if (physics.isOn(Limit.GATEWAY_REQUESTS)) {
      int burst = (int) physics.value(PhysicsNumber.REQUEST_BURST);
      quotas = quotas.withRequests(physics.value(PhysicsNumber.REQUEST_RATE), burst);
    }
    if (physics.isOn(Limit.GATEWAY_CONNECTS)) {
      int burst = (int) physics.value(PhysicsNumber.CONNECT_BURST);
      quotas = quotas.withConnects(physics.value(PhysicsNumber.CONNECT_RATE), burst);
    }
    return postLatency.isNone()
        ? quotas.with(physics.latency(PhysicsNumber.POST_MIN, PhysicsNumber.POST_MAX))
        : quotas;
  }
}
