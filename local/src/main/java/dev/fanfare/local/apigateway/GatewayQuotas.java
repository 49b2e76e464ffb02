package dev.fanfare.local.apigateway;

import dev.fanfare.broadcast.AwsLimits;
import java.time.Duration;

/**
 * The limits of the gateway, and the latency of its responses.
 *
 * @param requests rate of {@code @connections} calls of the account; 429 above it
 * @param connects rate of handshakes of the account; 429 above it
 * @param postLatency least duration of each {@code @connections} call; zero adds nothing
 */
public record GatewayQuotas(
    Rate requests, Rate connects, Timeouts timeouts, Sizes sizes, Duration postLatency) {

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
          Duration.ZERO);

  public GatewayQuotas {
    if (postLatency.isNegative()) {
      throw new IllegalArgumentException("postLatency is negative: " + postLatency);
    }
  }

  public GatewayQuotas withRequests(double perSecond, int burst) {
    return new GatewayQuotas(new Rate(perSecond, burst), connects, timeouts, sizes, postLatency);
  }

  public GatewayQuotas withConnects(double perSecond, int burst) {
    return new GatewayQuotas(requests, new Rate(perSecond, burst), timeouts, sizes, postLatency);
  }

  public GatewayQuotas withPostLatency(Duration latency) {
    return new GatewayQuotas(requests, connects, timeouts, sizes, latency);
  }
}
