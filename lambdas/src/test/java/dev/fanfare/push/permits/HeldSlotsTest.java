package dev.fanfare.push.permits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeldSlotsTest {
  private final Schedule schedule = new Schedule(1_000);
  private final long first = schedule.first(1_795_346_400L);
  private final HeldSlots held = new HeldSlots(Schedule.LATEST_NANOS);

  @Test
  void next_noSlots_isNever() {
    assertThat(held.next(0, 64)).isEqualTo(HeldSlots.NONE);
    assertThat(held.timeAfter(0)).isEqualTo(HeldSlots.NONE);
    assertThat(held.left(64)).isZero();
  }

  @Test
  void next_chunksOutOfOrder_areUsedByTime() {
    held.add(schedule, first + 10, first + 12, 64);
    held.add(schedule, first, first + 1, 64);

    assertThat(held.next(at(0), 64)).isEqualTo(at(0));
    held.take();
    assertThat(held.next(at(0), 64)).isEqualTo(at(10));
    assertThat(held.left(64)).isEqualTo(2);
    assertThat(held.end()).isEqualTo(at(11));
  }

  @Test
  void next_slotsTooLate_areForfeitedOneByOne() {
    held.add(schedule, first, first + 100, 64);

    assertThat(held.next(at(0) + Schedule.LATEST_NANOS, 64)).isEqualTo(at(0));
    assertThat(held.next(at(0) + Schedule.LATEST_NANOS + 1, 64)).isEqualTo(at(1));
    assertThat(held.next(at(99) + Schedule.LATEST_NANOS + 1, 64)).isEqualTo(HeldSlots.NONE);
  }

  @Test
  void next_lowerLevelThanAtTheDraw_appliesAtOnce() {
    held.add(schedule, first, first + 64, 64);
    int used = 0;
    while (held.next(at(0), 16) != HeldSlots.NONE) {
      held.take();
      used++;
    }

    assertThat(used).isEqualTo(16);
  }

  @Test
  void next_higherLevelThanAtTheDraw_doesNotApply() {
    held.add(schedule, first, first + 64, 16);
    int used = 0;
    while (held.next(at(0), 64) != HeldSlots.NONE) {
      held.take();
      used++;
    }

    assertThat(used).isEqualTo(16);
  }

  @Test
  void timeAfter_severalChunks_countsAcrossThem() {
    held.add(schedule, first, first + 10, 64);
    held.add(schedule, first + 20, first + 30, 64);

    assertThat(held.timeAfter(9)).isEqualTo(at(9));
    assertThat(held.timeAfter(10)).isEqualTo(at(20));
    assertThat(held.timeAfter(20)).isEqualTo(HeldSlots.NONE);
    assertThat(held.before(at(25))).isEqualTo(15);
  }

  @Test
  void left_lowerLevel_countsTheRemainingSlots() {
    held.add(schedule, first, first + 64, 32);

    assertThat(held.left(64)).isEqualTo(32);
    assertThat(held.left(16)).isEqualTo(16);
  }

  private long at(long slot) {
    return schedule.nanos(first + slot);
  }
}
