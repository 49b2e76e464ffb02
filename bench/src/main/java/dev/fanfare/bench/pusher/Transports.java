package dev.fanfare.bench.pusher;

import dev.fanfare.config.AwsClients;
import dev.fanfare.push.transport.SdkTransport;
import dev.fanfare.push.transport.Transport;
import java.util.Map;

/** Opens the measured transports by the names of the option {@code --clients}. */
final class Transports {
  /** A session token of the same length as on Lambda. It is part of the signed text. */
  private static final String SESSION_TOKEN = "IQoJb3JpZ2luX2Vj".repeat(63).substring(0, 1_000);

  private static final Map<String, String> VARIABLES =
      Map.of(
          "AWS_REGION", "us-east-1",
          "AWS_ACCESS_KEY_ID", "ASIAIOSFODNN7EXAMPLE",
          "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
          "AWS_SESSION_TOKEN", SESSION_TOKEN);

  private Transports() {}

  /**
   * @throws IllegalArgumentException if there is no transport of this name
   */
  static Transport open(PusherOrder order) {
    return switch (order.transport()) {
      case "http/1.1" -> OwnTransport.open(order, false, VARIABLES);
      case "h2" -> OwnTransport.open(order, true, VARIABLES);
      case "sdk-crt" -> sdkCrt(order);
      case "sdk-netty" -> SdkNetty.open(order, VARIABLES);
      default -> throw new IllegalArgumentException("there is no transport " + order.transport());
    };
  }

  /**
   * Opens the reference transport exactly as the handler does: one socket per post in flight, and
   * no retries. Its TLS library reads trusted certificates from the file in SSL_CERT_FILE.
   */
  private static Transport sdkCrt(PusherOrder order) {
    return new SdkTransport(
        new AwsClients(VARIABLES)
            .connections(
                order.target().endpoint(), order.inFlight(), PusherOrder.RESPONSE_TIMEOUT));
  }
}
