package dev.fanfare.push.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelfSignedCertificateTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  @Test
  void make_now_isSignedByItsOwnKeyForLoopback() throws GeneralSecurityException {
    var certificate = SelfSignedCertificate.make(NOW).certificate();

    assertThatCode(() -> certificate.verify(certificate.getPublicKey())).doesNotThrowAnyException();
    assertThat(certificate.getSubjectAlternativeNames()).containsExactly(List.of(7, "127.0.0.1"));
    assertThat(certificate.getVersion()).isEqualTo(3);
    assertThat(certificate.getIssuerX500Principal()).hasToString("CN=Fanfare's rehearsal");
  }

  @Test
  void make_now_isValidForADay() throws GeneralSecurityException {
    var certificate = SelfSignedCertificate.make(NOW).certificate();

    assertThat(certificate.getNotBefore()).isEqualTo(Date.from(NOW.minus(Duration.ofHours(1))));
    assertThat(certificate.getNotAfter()).isEqualTo(Date.from(NOW.plus(Duration.ofDays(1))));
  }

  @Test
  void make_twice_usesTwoKeys() throws GeneralSecurityException {
    assertThat(SelfSignedCertificate.make(NOW).key())
        .isNotEqualTo(SelfSignedCertificate.make(NOW).key());
  }
}
