package dev.fanfare.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.broadcast.InvalidRequestException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
  private static final Settings SETTINGS = new Settings(10_000, 80, 20, 5_000, 4, 100, 300);
  private static final TimeLimit LIMIT = TimeLimit.of(14);

  @Test
  void of_retention_isHalfOfTheShorterPeriod() {
    assertThat(LIMIT.posting()).isEqualTo(Duration.ofHours(84));
    assertThat(TimeLimit.of(7).posting()).isEqualTo(Duration.ofHours(84));
    assertThat(TimeLimit.of(1).posting()).isEqualTo(Duration.ofHours(12));
  }

  @Test
  void check_tenMillionAtHundred_areReachedInTime() {
    assertThatCode(() -> check(10_000_000, OptionalInt.of(100), Optional.empty()))
        .doesNotThrowAnyException();
  }

  @Test
  void check_rateTooLow_namesASufficientRate() {
    assertThatThrownBy(() -> check(10_000_000, OptionalInt.of(30), Optional.empty()))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            "rate is 30: must be at least 34 posts a second to reach 10000000 connections "
                + "within 84 hours; or set a shorter ttl_seconds to end the posts earlier");
    assertThatCode(() -> check(10_000_000, OptionalInt.of(34), Optional.empty()))
        .doesNotThrowAnyException();
  }

  @Test
  void check_deadlineEndsThePostsEarlier_isAccepted() {
    assertThatCode(() -> check(10_000_000, OptionalInt.of(1), Optional.of(Duration.ofHours(84))))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () -> check(10_000_000, OptionalInt.of(1), Optional.of(Duration.ofHours(85))))
        .hasMessageStartingWith("rate is 1: must be at least 34 ");
  }

  @Test
  void check_stackTooSlow_saysWhatToRaise() {
    var slow = new Settings(20, 100, 20, 5_000, 4, 100, 300);

    assertThatThrownBy(() -> LIMIT.check(10_000_000, OptionalInt.empty(), Optional.empty(), slow))
        .hasMessage(
            "rate is not given: 10000000 connections need at least 34 posts a second to be reached"
                + " within 84 hours, and the stack makes at most 20: raise AccountPostRate or "
                + "PostRatePercent, or set ttl_seconds to end the posts earlier");
  }

  private static void check(long connections, OptionalInt rate, Optional<Duration> untilDeadline) {
    LIMIT.check(connections, rate, untilDeadline, SETTINGS);
  }
}
