package dev.fanfare.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlineTest {
  private static final long MILLI = 1_000_000;

  @ParameterizedTest
  @CsvSource({
    "900000,885000",
    "60000,45000",
    "59999,45000",
    "40000,30000",
    "4000,3000",
    "3,3",
    "0,0"
  })
  void of_remainingTime_reservesAQuarterButAtMostFifteenSeconds(int remaining, long usable) {
    var deadline = Deadline.of(new TestContext("i", remaining), () -> 7);

    assertThat(deadline.nanos()).isEqualTo(7 + usable * MILLI);
  }

  @Test
  void isNear_asTimePasses_becomesTrueAtTheDeadline() {
    var now = new AtomicLong();
    var deadline = Deadline.of(new TestContext("i", 60_000), now::get);

    assertThat(deadline.isNear()).isFalse();
    now.set(45_000 * MILLI - 1);
    assertThat(deadline.isNear()).isFalse();
    now.set(45_000 * MILLI);
    assertThat(deadline.isNear()).isTrue();
  }

  @Test
  void isNear_clockOverflows_isStillRight() {
    var now = new AtomicLong(Long.MAX_VALUE - MILLI);
    var deadline = Deadline.of(new TestContext("i", 60_000), now::get);

    assertThat(deadline.isNear()).isFalse();
    now.addAndGet(45_000 * MILLI);
    assertThat(deadline.isNear()).isTrue();
  }
}
