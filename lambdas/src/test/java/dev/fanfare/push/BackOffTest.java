package dev.fanfare.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackOffTest {
  private static final long MILLI = 1_000_000;

  @ParameterizedTest
  @CsvSource({"1,100", "2,200", "3,400", "6,3200", "7,5000", "20,5000", "1000000,5000"})
  void nanos_ceiling_doublesUpToFiveSeconds(int failures, long ceilingMillis) {
    assertThat(BackOff.DEFAULT.nanos(failures, new Highest())).isEqualTo(ceilingMillis * MILLI);
  }

  @Property
  void nanos_anyFailures_isBetweenZeroAndTheCeiling(
      @ForAll @IntRange(min = 1) int failures, @ForAll long seed) {
    long pause = BackOff.DEFAULT.nanos(failures, new Random(seed));

    assertThat(pause).isBetween(0L, BackOff.DEFAULT.nanos(failures, new Highest()));
  }

  /** Full jitter: connections that failed together do not retry together. */
  @Test
  void nanos_manyTimes_isEvenlyDistributed() {
    var random = new Random(4);
    var tenths = new int[10];
    for (int i = 0; i < 10_000; i++) {
      tenths[(int) Math.min(9, BackOff.DEFAULT.nanos(1, random) / (10 * MILLI))]++;
    }

    assertThat(Arrays.stream(tenths)).allMatch(count -> count > 850 && count < 1_150);
  }

  /** A random source that always returns the maximum. */
  private static final class Highest implements RandomGenerator {
    @Override
    public long nextLong() {
      return -1;
    }

    @Override
    public long nextLong(long bound) {
      return bound - 1;
    }
  }
}
