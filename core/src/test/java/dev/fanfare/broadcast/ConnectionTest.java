package dev.fanfare.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionTest {
  private static final long CONNECTED = 1_000_000;
  private static final Duration YOUNG = Duration.ofSeconds(5);

  @ParameterizedTest
  @CsvSource({
    "0, true",
    "4999, true",
    "5000, false",
    "5001, false",
    "-4999, true",
    "-5000, false",
    "3600000, false"
  })
  void isYoung_ageAtTheRequest_isTrueBelowTheLimitOnEitherSide(long ageMillis, boolean young) {
    var connection = new Connection("c", "u", CONNECTED);

    assertThat(connection.isYoung(CONNECTED + ageMillis, YOUNG)).isEqualTo(young);
  }
}
