package dev.fanfare.local.account;

import dev.fanfare.loopback.LocalClients;
import java.time.Duration;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.http.crt.ProxyConfiguration;

/**
 * Creates the clients of a stack's own parts. An interrupt ends their calls: a stack stops while
 * its pollers wait up to 20 seconds for messages.
 */
public final class StackClients {
  private static final int MAX_CONNECTIONS = 256;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  private StackClients() {}

  /**
   * @param region the Region that requests are signed for, such as {@code us-east-1}
   */
  public static LocalClients of(String region) {
    var noProxy =
        ProxyConfiguration.builder()
            .useSystemPropertyValues(false)
            .useEnvironmentVariableValues(false)
            .build();
    return new LocalClients(
        region,
        AwsCrtHttpClient.builder()
            .maxConcurrency(MAX_CONNECTIONS)
            .connectionTimeout(CONNECT_TIMEOUT)
            .proxyConfiguration(noProxy)
            .build());
  }
}
