package dev.fanfare.local.account;

import dev.fanfare.loopback.LocalClients;
import java.time.Duration;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.http.crt.ProxyConfiguration;

/**
 * Creates SDK clients for the stack's own parts. A thread's interrupt ends its call, so that a
 * stack can stop while its pollers wait up to 20 seconds for messages.
 */
public final class StackClients {
  private static final int MAX_CONNECTIONS = 256;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  private StackClients() {}

  /**
   * @param region the Region in request signatures, such as {@code us-east-1}
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
