package dev.fanfare.push.permits;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelTest {

  @Property(tries = 300)
  void counts_anyParts_countsThatManyOfSixtyFourEvenly(
      @ForAll @IntRange(min = 1, max = 64) int parts,
      @ForAll @LongRange(min = 0, max = 1_800_000_000_000_000L) long from) {
    long gap = 0;
    int count = 0;
    for (long slot = from; slot < from + 64; slot++) {
      gap++;
      if (Level.counts(slot, parts)) {
        count++;
        gap = 0;
      }
      assertThat(gap).isLessThanOrEqualTo(64 / parts);
    }
    assertThat(count).isEqualTo(parts);
  }

  @ParameterizedTest
  @CsvSource({
    "8000, 64, 32",
    "8000, 10, 8",
    "8000, 8, 8",
    "8, 8, 8",
    "4, 20, 16",
    "1, 64, 64",
    "0.5, 64, 64"
  })
  void halved_anyBudget_leavesAtLeastAnEighthAndOneASecond(double rate, int parts, int expected) {
    assertThat(new Level(parts, 0, 0).halved(rate, 1_000))
        .isEqualTo(new Level(expected, 1_000, 1_000));
  }

  @Test
  void raised_fromTheMinimum_isFullAfterElevenSteps() {
    var level = new Level(1, 0, 0);
    int steps = 0;
    for (long millis = 0; level.parts() < Level.FULL_PARTS; millis += Level.STEP_MILLIS) {
      assertThat(level.mayRise(millis)).isEqualTo(millis > 0);
      if (millis > 0) {
        level = level.raised(millis);
        steps++;
      }
    }

    assertThat(steps).isEqualTo(11);
    assertThat(level.mayRise(Long.MAX_VALUE)).isFalse();
    assertThat(level.halvedAt()).isZero();
  }
}
