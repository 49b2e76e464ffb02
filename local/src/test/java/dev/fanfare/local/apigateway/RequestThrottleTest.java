package dev.fanfare.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RequestThrottleTest {
  private final MutableClock clock = new MutableClock();

  @Test
  void tryTake_anyPattern_neverExceedsBurstPlusRate() {
    for (long seed = 0; seed < 50; seed++) {
      var random = new Random(seed);
      int burst = 1 + random.nextInt(20);
      double rate = 0.5 + random.nextDouble() * 200;
      var bucket = new RequestThrottle(new GatewayQuotas.Rate(rate, burst), clock);
      var start = clock.instant();
      int taken = 0;
      for (int step = 0; step < 500; step++) {
        taken += bucket.tryTake() ? 1 : 0;
        if (random.nextInt(4) == 0) {
          clock.advance(Duration.ofMillis(random.nextInt(30)));
        }
        double seconds = Duration.between(start, clock.instant()).toNanos() / 1e9;
        assertThat((double) taken).isLessThanOrEqualTo(burst + rate * seconds + 1e-6);
      }
    }
  }

  @Test
  void tryTake_afterALongPause_allowsNoMoreThanTheBurst() {
    var bucket = new RequestThrottle(new GatewayQuotas.Rate(10, 3), clock);
    clock.advance(Duration.ofDays(1));

    assertThat(bucket.tryTake()).isTrue();
    assertThat(bucket.tryTake()).isTrue();
    assertThat(bucket.tryTake()).isTrue();
    assertThat(bucket.tryTake()).isFalse();
  }

  @Test
  void tryTake_clockSetBack_continues() {
    var bucket = new RequestThrottle(new GatewayQuotas.Rate(10, 1), clock);
    assertThat(bucket.tryTake()).isTrue();
    clock.advance(Duration.ofHours(-1));
    assertThat(bucket.tryTake()).isFalse();

    clock.advance(Duration.ofMillis(100));
    assertThat(bucket.tryTake()).isTrue();
  }
}
