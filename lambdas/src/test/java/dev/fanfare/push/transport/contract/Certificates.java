package dev.fanfare.push.transport.contract;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.KeyManagerFactory;

/** The certificates of scripted servers, generated in each run. */
enum Certificates {
  /** A certificate that a client with {@link #authority} should accept for {@code localhost}. */
  TRUSTED("localhost", true, Duration.ofDays(1)),
  OTHER_HOST("other.example", true, Duration.ofDays(1)),
  EXPIRED("localhost", true, Duration.ofDays(-1)),
  SELF_SIGNED("localhost", false, Duration.ofDays(1));

  private final X509Bundle bundle;

  /**
   * @param validFor from now on; negative for an expired certificate
   */
  Certificates(String host, boolean issuedByAuthority, Duration validFor) {
    Instant now = Instant.now();
    var builder =
        new CertificateBuilder()
            .ecp256()
            .subject("CN=" + host)
            .addSanDnsName(host)
            .notBefore(now.minus(Duration.ofDays(2)))
            .notAfter(now.plus(validFor));
    try {
      bundle =
          issuedByAuthority
              ? builder.buildIssuedBy(Authority.BUNDLE)
              : builder.setIsCertificateAuthority(true).buildSelfSigned();
    } catch (Exception e) { // CertificateBuilder's methods declare Exception.
      throw new IllegalStateException(e);
    }
  }

  /**
   * Created with the first certificate; a static field of the enum would be initialized too late.
   */
  private static final class Authority {
    private static final X509Bundle BUNDLE = make();

    private static X509Bundle make() {
      try {
        return new CertificateBuilder()
            .ecp256()
            .subject("CN=Fanfare's tests")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
      } catch (Exception e) { // CertificateBuilder's methods declare Exception.
        throw new IllegalStateException(e);
      }
    }
  }

  /** The authority that the transports under test trust. */
  static X509Certificate authority() {
    return Authority.BUNDLE.getCertificate();
  }

  X509Bundle bundle() {
    return bundle;
  }

  KeyManagerFactory keys() throws GeneralSecurityException {
    return bundle.toKeyManagerFactory();
  }
}
