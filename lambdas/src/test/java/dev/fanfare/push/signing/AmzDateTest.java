package dev.fanfare.push.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmzDateTest {
  private static final long LAST_SECOND = 253_402_300_799L;
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  @Property(tries = 500)
  void of_anySecond_isWhatAFormatterWrites(@ForAll @LongRange(max = LAST_SECOND) long second) {
    String date = AmzDate.of(second);

    assertThat(date).isEqualTo(FORMAT.format(Instant.ofEpochSecond(second)));
  }

  @Test
  void day_ofALeapDay_isThatDay() {
    assertThat(AmzDate.day(AmzDate.of(1_709_251_199L))).isEqualTo("20240229");
    assertThat(AmzDate.day(AmzDate.of(1_709_251_200L))).isEqualTo("20240301");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, LAST_SECOND + 1})
  void of_yearWithoutFourDigits_isRefused(long second) {
    assertThatThrownBy(() -> AmzDate.of(second)).isInstanceOf(IllegalArgumentException.class);
  }
}
