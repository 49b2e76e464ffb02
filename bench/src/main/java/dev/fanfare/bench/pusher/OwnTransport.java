package dev.fanfare.bench.pusher;

import static java.util.Objects.requireNonNull;

import dev.fanfare.push.signing.Credentials;
import dev.fanfare.push.transport.Transport;
import dev.fanfare.push.transport.http.HttpSettings;
import dev.fanfare.push.transport.http.HttpTransport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Opens Fanfare's own transport with the settings of the handler. */
final class OwnTransport {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(5);

  private OwnTransport() {}

  static Transport open(PusherOrder order, boolean http2, Map<String, String> variables) {
    var credentials =
        new Credentials(
            requireNonNull(variables.get("AWS_ACCESS_KEY_ID"), "AWS_ACCESS_KEY_ID"),
            requireNonNull(variables.get("AWS_SECRET_ACCESS_KEY"), "AWS_SECRET_ACCESS_KEY"),
            variables.get("AWS_SESSION_TOKEN"));
    var settings =
        new HttpSettings(
            order.target().endpoint(),
            requireNonNull(variables.get("AWS_REGION"), "AWS_REGION"),
            order.inFlight(),
            http2,
            CONNECT_TIMEOUT,
            WRITE_TIMEOUT,
            PusherOrder.RESPONSE_TIMEOUT,
            List.of(certificate(order.target().certificate())));
    return new HttpTransport(settings, () -> credentials, InstantSource.system());
  }

  private static X509Certificate certificate(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (CertificateException e) {
      throw new IllegalStateException(pem + " is not a certificate", e);
    }
  }
}
