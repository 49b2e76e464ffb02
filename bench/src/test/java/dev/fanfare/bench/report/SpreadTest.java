package dev.fanfare.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void of_oddCount_takesTheMiddle() {
    assertThat(Spread.of(List.of(9.0, 1.0, 4.0))).isEqualTo(new Spread(4, 1, 9));
  }

  @Test
  void of_evenCount_takesTheMeanOfTheMiddleTwo() {
    assertThat(Spread.of(List.of(9.0, 1.0, 4.0, 5.0))).isEqualTo(new Spread(4.5, 1, 9));
  }

  @Test
  void of_emptyList_isRejected() {
    assertThatThrownBy(() -> Spread.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void text_severalValues_showsMinimumAndMaximum() {
    assertThat(new Spread(9876.54, 9000, 10_000).text(1)).isEqualTo("9,876.5 (9,000.0–10,000.0)");
    assertThat(new Spread(3, 3, 3).text(2)).isEqualTo("3.00");
  }
}
