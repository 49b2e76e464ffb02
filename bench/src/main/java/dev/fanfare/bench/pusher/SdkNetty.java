package dev.fanfare.bench.pusher;

import dev.fanfare.push.transport.SdkTransport;
import dev.fanfare.push.transport.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpService;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiAsyncClient;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * Opens a transport with the SDK's Netty client. It finds the client with a service loader and does
 * not refer to its classes, because the client needs a different version of Netty than the pusher.
 * Only the class path of {@code bench/sdk-netty} has the client.
 *
 * <p>It is configured like the other transports: one socket per post in flight, no retries,
 * HTTP/1.1, and a long wait for a free socket. Its class path has BoringSSL, which it prefers to
 * the JDK's TLS.
 */
final class SdkNetty {
  private static final Duration SOCKET_WAIT = Duration.ofSeconds(60);

  private SdkNetty() {}

  static Transport open(PusherOrder order, Map<String, String> variables) {
    var credentials =
        AwsSessionCredentials.create(
            variables.get("AWS_ACCESS_KEY_ID"),
            variables.get("AWS_SECRET_ACCESS_KEY"),
            variables.get("AWS_SESSION_TOKEN"));
    return new SdkTransport(
        ApiGatewayManagementApiAsyncClient.builder()
            .region(Region.of(variables.get("AWS_REGION")))
            .credentialsProvider(StaticCredentialsProvider.create(credentials))
            .endpointOverride(order.target().endpoint())
            .overrideConfiguration(
                settings ->
                    settings
                        .defaultProfileFile(ProfileFile.aggregator().build())
                        .apiCallTimeout(PusherOrder.RESPONSE_TIMEOUT)
                        .retryStrategy(DefaultRetryStrategy.doNotRetry()))
            .httpClient(http(order))
            .build());
  }

  private static SdkAsyncHttpClient http(PusherOrder order) {
    TrustManager[] trusted = trustOnly(order.target().certificate());
    return netty()
        .createAsyncHttpClientFactory()
        .buildWithDefaults(
            AttributeMap.builder()
                .put(SdkHttpConfigurationOption.MAX_CONNECTIONS, order.inFlight())
                .put(SdkHttpConfigurationOption.MAX_PENDING_CONNECTION_ACQUIRES, 100_000)
                .put(SdkHttpConfigurationOption.CONNECTION_ACQUIRE_TIMEOUT, SOCKET_WAIT)
                .put(SdkHttpConfigurationOption.PROTOCOL, Protocol.HTTP1_1)
                .put(SdkHttpConfigurationOption.TLS_TRUST_MANAGERS_PROVIDER, () -> trusted)
                .build());
  }

  private static SdkAsyncHttpService netty() {
    return ServiceLoader.load(SdkAsyncHttpService.class).stream()
        .filter(service -> service.type().getName().contains(".netty."))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("the class path does not have the SDK's Netty client"))
        .get();
  }

  private static TrustManager[] trustOnly(Path certificate) {
    try (InputStream pem = Files.newInputStream(certificate)) {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry(
          "sink", CertificateFactory.getInstance("X.509").generateCertificate(pem));
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory.getTrustManagers();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot read " + certificate, e);
    }
  }
}
