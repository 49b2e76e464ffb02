package dev.fanfare.bench.pusher;

import dev.fanfare.config.AwsClients;
import dev.fanfare.push.transport.SdkTransport;
import dev.fanfare.push.transport.Transport;
import java.util.Map;

/** The transports that can be measured, by the names that the command line knows. */
final class Transports {
  /** As Lambda's: a role's keys come with a token, and all of it is signed. */
  private static final String SESSION_TOKEN = "IQoJb3JpZ2luX2Vj".repeat(63).substring(0, 1_000);

  private static final Map<String, String> VARIABLES =
      Map.of(
          "AWS_REGION", "us-east-1",
          "AWS_ACCESS_KEY_ID", "ASIAIOSFODNN7EXAMPLE",
          "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
          "AWS_SESSION_TOKEN", SESSION_TOKEN);

  private Transports() {}

  /**
   * @throws IllegalArgumentException for a name that none has
   */
  static Transport open(PusherOrder order) {
    return switch (order.transport()) {
      case "http/1.1" -> Own.open(order, false, VARIABLES);
      case "h2" -> Own.open(order, true, VARIABLES);
      case "sdk-crt" -> sdkCrt(order);
      case "sdk-netty" -> SdkNetty.open(order, VARIABLES);
      default -> throw new IllegalArgumentException("no transport is called " + order.transport());
    };
  }

  /**
   * The reference transport, exactly as the handler makes it: as many sockets as posts under way,
   * no retries of its own. Its TLS library takes what it trusts from the variable SSL_CERT_FILE.
   */
  private static Transport sdkCrt(PusherOrder order) {
    return new SdkTransport(
        new AwsClients(VARIABLES)
            .connections(order.endpoint(), order.inFlight(), PusherOrder.ANSWER_TIMEOUT));
  }
}
