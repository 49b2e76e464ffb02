package dev.fanfare.cli.stack;

import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** Creates the HTTP clients of the tool: the JDK's, which starts without a native library. */
final class ToolHttp {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  static {
    // When a reused connection ends before the response, the JDK would send a POST again by itself.
    // The service may have handled it already, so a message could be sent twice. Now the SDK gets
    // the error and decides by its retry strategy.
    System.setProperty("sun.net.http.retryPost", "false");
  }

  private ToolHttp() {}

  /** A client that uses the proxies that the SDK finds. */
  static SdkHttpClient create() {
    return UrlConnectionHttpClient.create();
  }

  /** A client for this machine, which never uses a proxy. */
  static SdkHttpClient direct() {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(CONNECT_TIMEOUT)
        .proxyConfiguration(
            ProxyConfiguration.builder()
                .useSystemPropertyValues(false)
                .useEnvironmentVariablesValues(false)
                .build())
        .build();
  }
}
