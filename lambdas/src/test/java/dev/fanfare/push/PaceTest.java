package dev.fanfare.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void take_once_delaysTheNextByOneInterval() {
    var pace = new Pace(100, 50);

    assertThat(pace.nanosUntilNext(50)).isZero();
    pace.take(50);
    assertThat(pace.nanosUntilNext(50)).isEqualTo(SECOND / 100);
    assertThat(pace.nanosUntilNext(50 + SECOND / 100)).isZero();
  }

  @Test
  void take_afterALongPause_catchesUpFiveMilliseconds() {
    var pace = new Pace(1_000, 0);
    int taken = 0;
    for (long now = 60 * SECOND; pace.nanosUntilNext(now) <= 0; taken++) {
      pace.take(now);
    }

    assertThat(taken).isEqualTo(6);
  }

  @Test
  void take_clockThatRunsOver_keepsTheRate() {
    long now = Long.MAX_VALUE - SECOND / 2_000;
    var pace = new Pace(1_000, now);
    pace.take(now);

    assertThat(pace.nanosUntilNext(now)).isEqualTo(SECOND / 1_000);
    now += SECOND / 1_000;
    assertThat(pace.nanosUntilNext(now)).isZero();
    pace.take(now);
    assertThat(pace.nanosUntilNext(now)).isEqualTo(SECOND / 1_000);
  }

  /** The law: in any window, no more than the rate allows and five milliseconds' worth. */
  @Property(tries = 100)
  void take_wheneverItMay_neverExceedsTheRateInAnyWindow(
      @ForAll @IntRange(min = 1, max = 1_000_000) int rate, @ForAll long seed) {
    var random = new Random(seed);
    var taken = new ArrayList<Long>();
    long now = 0;
    var pace = new Pace(rate, now);
    while (taken.size() < 500) {
      // Mostly on time, now and then held up.
      now += random.nextInt(20) == 0 ? random.nextLong(SECOND) : 1;
      now += Math.max(0, pace.nanosUntilNext(now));
      pace.take(now);
      taken.add(now);
    }

    assertLaw(taken, rate);
  }

  private static void assertLaw(List<Long> taken, int rate) {
    for (int from = 0; from < taken.size(); from += 7) {
      for (int to = from; to < taken.size(); to += 11) {
        double window = (taken.get(to) - taken.get(from) + 5_000_000) / 1e9;
        assertThat(to - from).isLessThanOrEqualTo((int) Math.ceil(window * rate) + 1);
      }
    }
  }
}
