package dev.fanfare.local.stepfunctions.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.local.stepfunctions.definition.ErrorHandling.Retrier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetrierTest {
  @Test
  void delay_withJitter_isEvenlyDistributedUpToTheInterval() {
    var retrier = new Retrier(List.of("E"), Duration.ofSeconds(2), 9, 2, Optional.empty(), true);
    var random = new Random(7);
    double sum = 0;
    for (int i = 0; i < 1_000; i++) {
      var delay = retrier.delay(2, random);
      assertThat(delay).isBetween(Duration.ZERO, Duration.ofSeconds(8));
      sum += delay.toMillis();
    }
    assertThat(sum / 1_000).isBetween(3_800.0, 4_200.0);
  }

  @Test
  void delay_afterManyRetries_staysFinite() {
    var retrier = new Retrier(List.of("E"), Duration.ofSeconds(1), 9, 10, Optional.empty(), false);

    assertThat(retrier.delay(400, new Random(1))).isEqualTo(Duration.ofSeconds(31_622_400));
  }
}
