package dev.fanfare.local.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class DistributionTest {

  @RepeatedTest(50)
  void values_any_areExactAndPercentilesWithinTwoPercent(RepetitionInfo round) {
    var random = new Random(round.getCurrentRepetition());
    double[] values =
        random.doubles(1 + random.nextInt(500), 0, Math.pow(10, random.nextInt(9))).toArray();
    var one = new Distribution();
    var other = new Distribution();
    Arrays.stream(values).forEach(value -> (random.nextBoolean() ? one : other).add(value));
    one.add(other);

    double[] sorted = Arrays.stream(values).sorted().toArray();
    assertThat(one.count()).isEqualTo(values.length);
    assertThat(one.sum()).isCloseTo(Arrays.stream(values).sum(), within(1e-6 * one.sum()));
    assertThat(one.min()).isEqualTo(sorted[0]);
    assertThat(one.max()).isEqualTo(sorted[sorted.length - 1]);
    double percent = random.nextDouble() * 100;
    double exact = sorted[(int) Math.max(0, Math.ceil(sorted.length * percent / 100) - 1)];
    assertThat(one.percentile(percent)).isCloseTo(exact, within(0.02 * exact));
  }

  @Test
  void percentile_ofZeros_isZero() {
    var zeros = new Distribution();
    zeros.add(0, 10);

    assertThat(zeros.percentile(99)).isZero();
    assertThat(zeros.average()).isZero();
  }
}
