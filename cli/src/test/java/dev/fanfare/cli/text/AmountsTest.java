package dev.fanfare.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0.00 s",
    "421, 0.42 s",
    "9999, 10.00 s",
    "10000, 10.0 s",
    "59940, 59.9 s",
    "60000, 60.0 s",
    "119949, 119.9 s",
    "125400, 2 min 05 s",
    "3599400, 59 min 59 s",
    "3600000, 1 h 00 min",
    "3725000, 1 h 02 min"
  })
  void duration_ofMillis_isMoreExactIfShorter(long millis, String expected) {
    assertThat(Amounts.duration(Duration.ofMillis(millis))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 %", "0.004, 0.4 %", "0.0951, 9.5 %", "0.1, 10 %", "0.375, 38 %", "1, 100 %"})
  void percent_smallShare_hasADecimal(double share, String expected) {
    assertThat(Amounts.percent(share)).isEqualTo(expected);
  }

  @Test
  void amounts_otherFormats_areAsDocumented() {
    assertThat(Amounts.count(1, "shard")).isEqualTo("1 shard");
    assertThat(Amounts.count(12_345, "connection")).isEqualTo("12,345 connections");
    assertThat(Amounts.clock(Duration.ofMillis(6_600))).isEqualTo("0:07");
    assertThat(Amounts.time(Instant.parse("2026-11-22T08:15:00.999Z")))
        .isEqualTo("2026-11-22 08:15:00");
    assertThat(Amounts.time(null)).isEmpty();
    assertThat(Amounts.dollars(0.00054)).isEqualTo("$0.0005");
    assertThat(Amounts.dollars(1_234.5)).isEqualTo("$1,234.50");
    assertThat(Amounts.pace(2.52)).isEqualTo("2.5/s");
    assertThat(Amounts.pace(8_000)).isEqualTo("8,000/s");
  }
}
