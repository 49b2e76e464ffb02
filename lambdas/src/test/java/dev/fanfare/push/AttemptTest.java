package dev.fanfare.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.broadcast.Connection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttemptTest {
  private static final Connection ANN = new Connection("c", "ann", 0);

  @ParameterizedTest
  @CsvSource({"0,0", "1,1", "9,1", "10,1", "11,2", "20,2", "21,3", "39,4", "40,4"})
  void failures_tenths_areRoundedUp(int tenths, int failures) {
    assertThat(new Attempt(1, ANN, tenths, false, 0).failures()).isEqualTo(failures);
  }

  @Test
  void compareTo_clockOverflows_putsTheEarlierFirst() {
    assertThat(due(5)).isLessThan(due(6)).isGreaterThan(due(4)).isEqualByComparingTo(due(5));
    assertThat(due(Long.MAX_VALUE)).isLessThan(due(Long.MIN_VALUE));
  }

  private static Attempt due(long nanos) {
    return new Attempt(1, ANN, 0, false, nanos);
  }
}
