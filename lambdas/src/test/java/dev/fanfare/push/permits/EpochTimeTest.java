package dev.fanfare.push.permits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EpochTimeTest {
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong nanos = new AtomicLong(-5 * SECOND);
  private final AtomicLong epoch = new AtomicLong(1_795_346_400L * SECOND);

  /** The duration of a read of the system clock. */
  private long delay;

  @Test
  void at_anyTime_isTheTimeOfDay() {
    var time = new EpochTime(nanos::get, clock());

    assertThat(time.at(-4 * SECOND)).isEqualTo(epoch.get() + SECOND);
  }

  @Test
  void at_driftingClocks_followsTheTimeOfDay() {
    var time = new EpochTime(nanos::get, clock());
    nanos.addAndGet(10 * SECOND);
    epoch.addAndGet(10 * SECOND + 3_000_000);

    assertThat(time.at(nanos.get())).isEqualTo(epoch.get());
  }

  @Test
  void at_interruptedWhileReading_keepsTheLastComparison() {
    var time = new EpochTime(nanos::get, clock());
    nanos.addAndGet(10 * SECOND);
    epoch.addAndGet(10 * SECOND);
    long expected = epoch.get();
    long now = nanos.get();
    delay = 30_000_000;

    assertThat(time.at(now)).isEqualTo(expected);
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        nanos.addAndGet(delay);
        return Instant.ofEpochSecond(epoch.get() / SECOND, epoch.get() % SECOND);
      }

      @Override
      public ZoneId getZone() {
        throw new UnsupportedOperationException();
      }

      @Override
      public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
