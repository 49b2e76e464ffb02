package dev.fanfare.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {
  @ParameterizedTest
  @CsvSource({
    "DELIVERED,   false, false",
    "STALE,       false, false",
    "SLOW,        true,  true",
    "UNREACHABLE, true,  true",
    "REFUSED,     true,  false",
    "EXPIRED,     false, false",
    "CANCELLED,   false, false"
  })
  void outcome_each_decidesWhetherResendAndTheNextRoundRetry(
      Outcome outcome, boolean isMissed, boolean isRetryable) {
    assertThat(outcome.isMissed()).isEqualTo(isMissed);
    assertThat(outcome.isRetryable()).isEqualTo(isRetryable);
    assertThat(Outcome.of(outcome.word())).isEqualTo(outcome);
  }
}
