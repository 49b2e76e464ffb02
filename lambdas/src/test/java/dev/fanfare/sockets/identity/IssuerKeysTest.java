package dev.fanfare.sockets.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.config.RecordingLogger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class IssuerKeysTest {
  private final TestIssuer issuer = new TestIssuer();
  private final RecordingLogger log = new RecordingLogger();
  private Instant now = Instant.ofEpochSecond(1_000);
  private final InstantSource time = () -> now;
  private final Clock clock = time.withZone(ZoneOffset.UTC);
  private final IssuerKeys keys = new IssuerKeys(issuer, clock, log);

  @Test
  void find_knownKeys_areFetchedEveryTenMinutes() {
    for (int i = 0; i < 599; i++) {
      assertThat(keys.find("rsa")).isPresent();
      assertThat(keys.find("ec")).isPresent();
      pass(Duration.ofSeconds(1));
    }
    assertThat(issuer.fetches()).isEqualTo(1);

    pass(Duration.ofSeconds(1));
    keys.find("rsa");
    assertThat(issuer.fetches()).isEqualTo(2);
  }

  @Test
  void find_newKeyWhileRunning_isFetchedAtOnce() {
    keys.find("rsa");
    pass(Duration.ofSeconds(5));
    issuer.publishRsa("new", "use", "sig");

    assertThat(keys.find("new")).isPresent();
    assertThat(issuer.fetches()).isEqualTo(2);
  }

  /** Attackers can invent key ids. */
  @Test
  void find_unknownKeys_causeTwoFetchesAMinute() {
    keys.find("rsa");
    pass(Duration.ofSeconds(5));
    for (int i = 0; i < 1_199; i++) {
      assertThat(keys.find("made up " + i)).isEmpty();
      pass(Duration.ofMillis(50));
    }
    assertThat(issuer.fetches()).isEqualTo(1 + 2);
  }

  /** A scheduled fetch does not count as a fetch for an unknown key. */
  @Test
  void find_unknownKeyRightAfterAFetch_causesAFetchFiveSecondsLater() {
    keys.find("rsa");
    issuer.publishRsa("new", "use", "sig");
    assertThat(keys.find("new")).isEmpty();

    pass(Duration.ofSeconds(5));

    assertThat(keys.find("new")).isPresent();
  }

  @Test
  void find_issuerDown_usesCachedKeysForAnHourAndWarns() {
    keys.find("rsa");
    issuer.goDown(true);
    pass(Duration.ofMinutes(59));

    assertThat(keys.find("rsa")).isPresent();
    assertThat(log.lines()).containsExactly("[WARN] cannot fetch the issuer's keys: out of order");

    pass(Duration.ofMinutes(1));
    assertThatThrownBy(() -> keys.find("rsa")).isInstanceOf(IllegalStateException.class);

    issuer.goDown(false);
    pass(Duration.ofSeconds(5));
    assertThat(keys.find("rsa")).isPresent();
  }

  @Test
  void find_neverReached_isNotTheClientsFault() {
    issuer.goDown(true);

    assertThatThrownBy(() -> keys.find("rsa")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> keys.find("rsa")).isInstanceOf(IllegalStateException.class);
    assertThat(issuer.fetches()).isEqualTo(1);
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }
}
