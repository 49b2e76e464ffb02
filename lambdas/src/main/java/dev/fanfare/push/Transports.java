package dev.fanfare.push;

import dev.fanfare.config.AwsClients;
import dev.fanfare.push.signing.Credentials;
import dev.fanfare.push.transport.SdkTransport;
import dev.fanfare.push.transport.Transport;
import dev.fanfare.push.transport.http.HttpSettings;
import dev.fanfare.push.transport.http.HttpTransport;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;

/** Creates the configured transport. */
public final class Transports {
  private Transports() {}

  public static Transport of(PushConfig config, AwsClients aws) {
    return config.transport().equals(PushConfig.SDK)
        ? new SdkTransport(
            aws.connections(
                config.endpoint(), config.settings().inFlight(), PushConfig.ANSWER_TIMEOUT))
        : new HttpTransport(
            settings(config, config.endpoint(), aws.region(), List.of()),
            () -> credentials(aws.keys()),
            InstantSource.system());
  }

  /**
   * Returns the settings of Fanfare's own transport.
   *
   * @param trusted the trusted certificates; empty for the platform's
   */
  public static HttpSettings settings(
      PushConfig config, URI endpoint, String region, List<X509Certificate> trusted) {
    return new HttpSettings(
        endpoint,
        region,
        config.settings().inFlight(),
        config.transport().equals(PushConfig.HTTP2),
        PushConfig.CONNECT_TIMEOUT,
        PushConfig.WRITE_TIMEOUT,
        PushConfig.ANSWER_TIMEOUT,
        trusted);
  }

  private static Credentials credentials(AwsClients.Keys keys) {
    return new Credentials(keys.id(), keys.secret(), keys.sessionToken());
  }
}
