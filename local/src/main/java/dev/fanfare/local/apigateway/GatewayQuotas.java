package dev.fanfare.local.apigateway;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.local.physics.Latency;
import dev.fanfare.local.physics.Limit;
import dev.fanfare.local.physics.PhysicsNumber;
import dev.fanfare.local.physics.PhysicsSettings;
import java.time.Duration;

/**
 * The gateway's limits and the latency of its responses.
 *
 * @param requests the account's rate of {@code @connections} calls; 429 above it
 * @param connects the account's rate of handshakes; 429 above it
 * @param postLatency minimum duration of each {@code @connections} call
 */
public record GatewayQuotas(
    Rate requests, Rate connects, Timeouts timeouts, Sizes sizes, Latency postLatency) {

  /** The parameters of a token bucket: tokens per second, and its capacity. */
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
   * @param idle how long a socket may be silent in both directions before the gateway closes it
   *     with 1001
   * @param lifetime how long a socket may be open before the gateway closes it with 1001
   * @param integration how long the gateway waits for a function
   */
  public record Timeouts(Duration idle, Duration lifetime, Duration integration) {}

  /**
   * Sizes in bytes.
   *
   * @param frame maximum frame of a client; a larger one closes the socket with 1009
   * @param message maximum message of a client (above it, 1009) or a post (above it, 413)
   * @param clientBuffer maximum bytes that wait for one slow client; above it, a post gets 429
   */
  public record Sizes(int frame, int message, int clientBuffer) {}

  /**
   * The quotas of a new AWS account. AWS does not document its buffer for a slow client; here it
   * holds two messages of the maximum size.
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

  /** Replaces the quotas whose limits are on. Keeps a latency that is already set. */
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
