package dev.fanfare.local.apigateway;

import dev.fanfare.broadcast.AwsLimits;
import java.time.Duration;

/**
 * The limits of the gateway, and the latency of its responses.
 *
 * @param requests rate of {@code @connections} calls of the account; 429 above it
 * @param connects rate of handshakes of the account; 429 above it
 * @param idleTimeout longest silence of a socket in both directions, before it is closed with 1001
 * @param lifetime longest life of a socket, before it is closed with 1001
 * @param frameBytes largest frame of a client; a larger one closes its socket with 1009
 * @param messageBytes largest message, of a client (else 1009) and of a post (else 413)
 * @param clientBufferBytes most bytes that wait for one slow client; above it, a post is answered
 *     429
 * @param integrationTimeout longest wait for a function
 * @param postLatency least duration of each {@code @connections} call; zero adds nothing
 */
public record GatewayQuotas(
    Rate requests,
    Rate connects,
    Duration idleTimeout,
    Duration lifetime,
    int frameBytes,
    int messageBytes,
    int clientBufferBytes,
    Duration integrationTimeout,
    Duration postLatency) {

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
   * The quotas of a new AWS account. AWS does not document its buffer for a slow client; here it
   * holds two of the largest messages.
   */
  public static final GatewayQuotas DEFAULT =
      new GatewayQuotas(
          new Rate(AwsLimits.REQUESTS_PER_SECOND, AwsLimits.REQUEST_BURST),
          new Rate(AwsLimits.CONNECTS_PER_SECOND, AwsLimits.CONNECTS_PER_SECOND),
          Duration.ofSeconds(AwsLimits.IDLE_SECONDS),
          Duration.ofSeconds(AwsLimits.CONNECTION_SECONDS),
          AwsLimits.FRAME_BYTES,
          AwsLimits.MESSAGE_BYTES,
          2 * AwsLimits.MESSAGE_BYTES,
          Duration.ofSeconds(AwsLimits.INTEGRATION_SECONDS),
          Duration.ZERO);

  public GatewayQuotas {
    requirePositive(idleTimeout, "idleTimeout");
    requirePositive(lifetime, "lifetime");
    requirePositive(integrationTimeout, "integrationTimeout");
    if (postLatency.isNegative()) {
      throw new IllegalArgumentException("postLatency is negative: " + postLatency);
    }
    if (frameBytes < 1 || messageBytes < 1 || clientBufferBytes < 1) {
      throw new IllegalArgumentException(
          "Sizes must be at least 1 byte: frame %d, message %d, client buffer %d"
              .formatted(frameBytes, messageBytes, clientBufferBytes));
    }
  }

  private static void requirePositive(Duration duration, String name) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(name + " must be longer than nothing: " + duration);
    }
  }

  public GatewayQuotas withRequests(double perSecond, int burst) {
    var rate = new Rate(perSecond, burst);
    return with(rate, connects, idleTimeout, lifetime, clientBufferBytes, integrationTimeout);
  }

  public GatewayQuotas withConnects(double perSecond, int burst) {
    var rate = new Rate(perSecond, burst);
    return with(requests, rate, idleTimeout, lifetime, clientBufferBytes, integrationTimeout);
  }

  public GatewayQuotas withClientBufferBytes(int bytes) {
    return with(requests, connects, idleTimeout, lifetime, bytes, integrationTimeout);
  }

  public GatewayQuotas withTimeouts(Duration idle, Duration life, Duration integration) {
    return with(requests, connects, idle, life, clientBufferBytes, integration);
  }

  private GatewayQuotas with(
      Rate posts, Rate handshakes, Duration idle, Duration life, int buffer, Duration integration) {
    return new GatewayQuotas(
        posts, handshakes, idle, life, frameBytes, messageBytes, buffer, integration, postLatency);
  }

  public GatewayQuotas withPostLatency(Duration latency) {
    return new GatewayQuotas(
        requests,
        connects,
        idleTimeout,
        lifetime,
        frameBytes,
        messageBytes,
        clientBufferBytes,
        integrationTimeout,
        latency);
  }
}
