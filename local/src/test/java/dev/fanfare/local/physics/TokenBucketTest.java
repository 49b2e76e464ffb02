package dev.fanfare.local.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private static final long SECOND = 1_000_000_000;
  private static final double ROUNDING = 1e-6;

  /** What was given at a time. */
  private record Given(long at, double amount) {}

  /** Law: in any window of length t, a bucket gives at most rate * t + burst. */
  @Property(tries = 300)
  void tryTake_anyPattern_staysBelowRateAndBurstInEveryWindow(
      @ForAll long seed,
      @ForAll @DoubleRange(min = 0.5, max = 500) double rate,
      @ForAll @IntRange(min = 1, max = 50) int burst) {
    var random = new Random(seed);
    long now = random.nextLong(1_000 * SECOND);
    var bucket = new TokenBucket(rate, burst, now);
    var given = new ArrayList<Given>();
    for (int i = 0; i < 120; i++) {
      now += random.nextInt(3) == 0 ? random.nextLong(SECOND / 10) : 0;
      double amount = random.nextBoolean() ? 1 : random.nextDouble() * burst;
      if (bucket.tryTake(amount, now)) {
        given.add(new Given(now, amount));
      }
    }
    assertEveryWindow(given, rate, burst);
  }

  /** The same law for tokens that are reserved: they count when their wait is over. */
  @Property(tries = 300)
  void reserve_anyPattern_staysBelowRateAndBurstInEveryWindow(
      @ForAll long seed,
      @ForAll @DoubleRange(min = 0.5, max = 500) double rate,
      @ForAll @IntRange(min = 1, max = 50) int burst) {
    var random = new Random(seed);
    long now = 0;
    var bucket = new TokenBucket(rate, burst, now);
    var given = new ArrayList<Given>();
    for (int i = 0; i < 120; i++) {
      now += random.nextInt(3) == 0 ? random.nextLong(SECOND / 10) : 0;
      given.add(new Given(now + bucket.reserve(1, now), 1));
    }
    assertEveryWindow(given, rate, burst);
  }

  private static void assertEveryWindow(List<Given> given, double rate, int burst) {
    for (int from = 0; from < given.size(); from++) {
      double sum = 0;
      for (int to = from; to < given.size(); to++) {
        sum += given.get(to).amount();
        double seconds = (given.get(to).at() - given.get(from).at()) / (double) SECOND;
        assertThat(sum).isLessThanOrEqualTo(burst + rate * seconds + ROUNDING);
      }
    }
  }

  /** Law: reservations come in the order of the calls. */
  @Property
  void reserve_laterCalls_neverComeEarlier(
      @ForAll long seed, @ForAll @DoubleRange(min = 0.5, max = 500) double rate) {
    var random = new Random(seed);
    var bucket = new TokenBucket(rate, 3, 0);
    long now = 0;
    long last = 0;
    for (int i = 0; i < 100; i++) {
      now += random.nextLong(SECOND / 50);
      long at = now + bucket.reserve(1, now);
      // A wait is rounded up to a nanosecond.
      assertThat(at).isGreaterThanOrEqualTo(last - 1);
      last = at;
    }
  }

  /** Law: after the wait that a bucket names it gives the token, and not before. */
  @Property
  void nanosUntil_afterThatTime_thereIsAToken(
      @ForAll long seed, @ForAll @DoubleRange(min = 0.5, max = 500) double rate) {
    var random = new Random(seed);
    var bucket = new TokenBucket(rate, 1, 0);
    long now = random.nextLong(SECOND);
    bucket.tryTake(1, now);

    long wait = bucket.nanosUntil(1, now);

    assertThat(wait).isPositive();
    assertThat(bucket.has(1, now + wait * 9 / 10)).isFalse();
    assertThat(bucket.tryTake(1, now + wait)).isTrue();
  }

  /** The same law for a caller that always asks again exactly after the wait. */
  @Property
  void nanosUntil_exactlyAfterEachWait_thereIsAToken(
      @ForAll @DoubleRange(min = 0.5, max = 5_000) double rate,
      @ForAll @IntRange(min = 1, max = 50) int burst) {
    var bucket = new TokenBucket(rate, burst, 0);
    long now = 0;
    for (int i = 0; i < 200; i++) {
      now += bucket.nanosUntil(1, now);
      assertThat(bucket.tryTake(1, now)).isTrue();
    }
  }

  /**
   * Law: callers that read the clock before they wait for the bucket do not fill it twice for the
   * same interval, and a wait counts from the time that the caller gives.
   */
  @Property(tries = 300)
  void reserve_slightlyUnorderedTimes_staysBelowRateAndBurstInEveryWindow(
      @ForAll long seed,
      @ForAll @DoubleRange(min = 0.5, max = 500) double rate,
      @ForAll @IntRange(min = 1, max = 50) int burst) {
    var random = new Random(seed);
    long latest = 10 * SECOND;
    var bucket = new TokenBucket(rate, burst, latest);
    var given = new ArrayList<Given>();
    for (int i = 0; i < 120; i++) {
      long now = latest + random.nextLong(SECOND / 5) - SECOND / 10;
      latest = Math.max(latest, now);
      if (random.nextBoolean()) {
        long wait = bucket.reserve(1, now);
        given.add(new Given(wait == 0 ? latest : now + wait, 1));
      } else if (bucket.tryTake(1, now)) {
        given.add(new Given(latest, 1));
      } else {
        latest = now + bucket.nanosUntil(1, now);
        assertThat(bucket.has(1, latest)).isTrue();
      }
    }
    assertEveryWindow(given, rate, burst);
  }

  @Test
  void tryTake_timeSlightlyBack_doesNotFillTheSameIntervalTwice() {
    var bucket = new TokenBucket(10, 1, 0);
    assertThat(bucket.tryTake(1, SECOND)).isTrue();
    assertThat(bucket.tryTake(1, SECOND - SECOND / 10)).isFalse();
    assertThat(bucket.nanosUntil(1, SECOND - SECOND / 10)).isEqualTo(SECOND / 5);
    assertThat(bucket.tryTake(1, SECOND)).isFalse();
    assertThat(bucket.tryTake(1, SECOND + SECOND / 10)).isTrue();
  }

  /** Law: a steady caller at the rate is never refused. */
  @Property
  void tryTake_atTheRate_isNeverRefused(@ForAll @IntRange(min = 1, max = 1_000) int rate) {
    var bucket = new TokenBucket(rate, 1, 0);
    long step = SECOND / rate + 1;
    for (int i = 0; i < 100; i++) {
      assertThat(bucket.tryTake(1, i * step)).isTrue();
    }
  }

  @Test
  void tryTake_clockSetBack_neitherAddsNorRemoves() {
    var bucket = new TokenBucket(10, 1, 10 * SECOND);
    assertThat(bucket.tryTake(1, 10 * SECOND)).isTrue();
    assertThat(bucket.tryTake(1, SECOND)).isFalse();
    assertThat(bucket.tryTake(1, SECOND + SECOND / 10)).isTrue();
  }

  @Test
  void new_withoutARate_isRefused() {
    assertThatThrownBy(() -> new TokenBucket(0, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a rate above 0");
  }
}
