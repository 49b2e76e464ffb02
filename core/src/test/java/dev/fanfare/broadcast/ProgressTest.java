package dev.fanfare.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final Progress PROGRESS =
      new Progress(
          30, "", null, Map.of("delivered", 27L, "stale", 3L), Map.of("stale", "4,8-9"), 31, "");

  @Test
  void books_countTheOutcomes() {
    assertThat(PROGRESS.books())
        .isEqualTo(Books.EMPTY.plus(Outcome.DELIVERED, 27).plus(Outcome.STALE, 3));
  }

  @Test
  void lines_ofAnOutcome_areItsLinesOrNone() {
    assertThat(PROGRESS.lines(Outcome.STALE).stream()).containsExactly(4, 8, 9);
    assertThat(PROGRESS.lines(Outcome.SLOW).stream()).isEmpty();
  }

  /** An older version of the pusher did not pass on failures. */
  @Test
  void failures_missing_areEmpty() {
    assertThat(PROGRESS.failures()).isEmpty();
  }
}
