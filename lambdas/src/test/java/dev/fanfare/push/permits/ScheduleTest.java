package dev.fanfare.push.permits;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final long SECOND = Schedule.SECOND_NANOS;

  @Test
  void slots_onePerSecond_areSpreadOverTheSeconds() {
    var schedule = new Schedule(1);

    assertThat(schedule.nanosOf(1)).isEqualTo(SECOND * 100 / 98);
    assertThat(schedule.slots(0)).isEqualTo(1);
    long slots = 0;
    for (long second = 1_795_346_400L; second < 1_795_346_500L; second++) {
      slots += schedule.slots(second);
    }
    assertThat(slots).isEqualTo(98);
  }

  @Property(tries = 300)
  void slotsOfASecond_anyRate_agreeWithTheSchedule(
      @ForAll @DoubleRange(min = 0.05, max = 1_000_000) double rate,
      @ForAll @LongRange(min = 1_700_000_000L, max = 2_500_000_000L) long second) {
    var schedule = new Schedule(rate);
    long first = schedule.first(second);
    long after = schedule.first(second + 1);

    assertThat(schedule.slots(second)).isEqualTo(after - first);
    for (long slot : new long[] {first, (first + after) / 2, after - 1}) {
      if (slot >= first && slot < after) {
        assertThat(schedule.second(slot)).isEqualTo(second);
        assertThat(schedule.nanos(slot)).isBetween(second * SECOND, (second + 1) * SECOND - 1);
        assertThat(schedule.slotFrom(schedule.nanos(slot))).isEqualTo(slot);
        assertThat(schedule.slotFrom(schedule.nanos(slot) + 1)).isEqualTo(slot + 1);
      }
    }
  }

  /**
   * Property: the rate holds even if every slot is used as late as possible, with the largest clock
   * error.
   */
  @Property(tries = 300)
  void window_slotsUsedEarlyOrLate_keepTheRate(
      @ForAll @LongRange(min = 1, max = 1_000_000) long rate,
      @ForAll @LongRange(min = 1_700_000_000_000_000_000L, max = 2_500_000_000_000_000_000L)
          long begin) {
    var schedule = new Schedule(rate);
    long clocks = 5_000_000;
    long first = schedule.slotFrom(begin - Schedule.LATEST_NANOS - clocks);
    long after = schedule.slotFrom(begin + SECOND);

    assertThat(after - first).isLessThanOrEqualTo(rate);
  }
}
