package dev.fanfare.cli.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.estimate.PriceBook;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class TextsTest {

  @ParameterizedTest
  @CsvSource({"1500ms,1500", "90s,90000", "2m,120000", "1h,3600000"})
  void convert_duration_isParsed(String text, long millis) {
    assertThat(new DurationText().convert(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "90", "0s", "-1s", "1.5s", "90 s", "90S", "1d", "s"})
  void convert_invalidDuration_isRefused(String text) {
    assertThatThrownBy(() -> new DurationText().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("as in 90s");
  }

  @ParameterizedTest
  @CsvSource({"0,0", "500,500", "50k,50000", "10M,10000000", "1.5m,1500000", "0.001k,1"})
  void convert_count_isParsed(String text, long count) {
    assertThat(new CountText().convert(text)).isEqualTo(count);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5", "0.0001k", "10 M", "10G", "1001M", "1e6", "ten"})
  void convert_invalidCount_isRefused(String text) {
    assertThatThrownBy(() -> new CountText().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("as in 10M");
  }

  @Test
  void of_prices_isATableWithoutExponents() {
    assertThat(EstimateTable.of(PriceBook.load()))
        .contains(
            "| functionTime | 0.0000133334 | USD per GB-second, arm64, the first 7.5 billion of a"
                + " month | 2026-09-19 | aws.amazon.com/lambda/pricing, us-east-1 |")
        .noneMatch(line -> line.matches(".*\\| [\\d.]+E-?\\d+ \\|.*"));
  }
}
