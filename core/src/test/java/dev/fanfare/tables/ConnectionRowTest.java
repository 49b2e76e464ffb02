package dev.fanfare.tables;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionRowTest {

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "1763800000123,1763800000123",
    "9223372036854775807,9223372036854775807",
    "1763800000123.5,1763800000123",
    "1.5E+12,1500000000000"
  })
  void connectedAt_wholeNumber_isRead(String number, long millis) {
    assertThat(ConnectionRow.connectedAt(number)).isEqualTo(millis);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"1E+20", "1E+125", "-5", "-1.5", "1E-130", "99999999999999999999", "", "x"})
  void connectedAt_anythingElse_countsAsOld(String number) {
    assertThat(ConnectionRow.connectedAt(number)).isZero();
  }
}
