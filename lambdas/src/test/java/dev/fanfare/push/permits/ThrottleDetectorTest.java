package dev.fanfare.push.permits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThrottleDetectorTest {
  private static final long SECOND = 1_000_000_000L;

  @ParameterizedTest
  @CsvSource({
    "200, 20, true",
    "201, 20, false",
    "190, 19, false",
    "20, 20, true",
    "14, 5, true",
    "16, 5, false",
    "4, 4, false",
    "5, 5, true",
  })
  void answered_throttledCounts_decideWhetherItIsAWave(
      int answers, int throttled, boolean expected) {
    var throttles = new ThrottleDetector();
    boolean isWave = false;
    for (int i = 0; i < answers; i++) {
      // The 429 answers come last, when all other answers are known.
      isWave |= throttles.answered(i, i >= answers - throttled);
    }

    assertThat(isWave).isEqualTo(expected);
  }

  @Test
  void answered_wave_isReportedOnce() {
    var throttles = new ThrottleDetector();
    int detected = 0;
    for (int i = 0; i < 9; i++) {
      detected += throttles.answered(i, true) ? 1 : 0;
    }

    assertThat(detected).isEqualTo(1);
  }

  @Test
  void answered_throttlesFarApart_areForgotten() {
    var throttles = new ThrottleDetector();
    for (int i = 0; i < 100; i++) {
      assertThat(throttles.answered(i * SECOND / 4, true)).isFalse();
    }
  }

  /** A connection that answers 429 repeatedly counts once. */
  @Test
  void answered_onlyRepeatedThrottles_areNoWave() {
    var throttles = new ThrottleDetector();
    assertThat(throttles.answered(0, true)).isFalse();
    for (int i = 1; i < 1_000; i++) {
      assertThat(throttles.answered(i, false)).isFalse();
    }
  }

  @Property(tries = 50)
  void answered_threeInAHundredSlow_areNoWave(@ForAll long seed) {
    var random = new Random(seed);
    var throttles = new ThrottleDetector();
    for (int i = 0; i < 20_000; i++) {
      assertThat(throttles.answered(i * SECOND / 800, random.nextInt(100) < 3)).isFalse();
    }
  }

  @Test
  void answered_negativeClock_makesNoDifference() {
    var throttles = new ThrottleDetector();
    boolean isWave = false;
    for (int i = 0; i < 5; i++) {
      isWave |= throttles.answered(-77 * SECOND + i, true);
    }

    assertThat(isWave).isTrue();
  }
}
