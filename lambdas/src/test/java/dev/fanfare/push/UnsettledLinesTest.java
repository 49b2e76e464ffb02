package dev.fanfare.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class UnsettledLinesTest {
  @Test
  void add_lines_keepsFailuresByTenths() {
    var unsettled = new UnsettledLines();
    unsettled.add(1, 0);
    unsettled.add(2, 1);
    unsettled.add(3, 20);
    unsettled.add(4, 20);

    assertThat(unsettled.lines().stream()).containsExactly(1, 2, 3, 4);
    assertThat(unsettled.failures()).isEqualTo(Map.of(1, "2", 20, "3-4"));
    assertThat(unsettled.tenths(1)).isZero();
    assertThat(unsettled.tenths(2)).isEqualTo(1);
    assertThat(unsettled.tenths(4)).isEqualTo(20);
  }
}
