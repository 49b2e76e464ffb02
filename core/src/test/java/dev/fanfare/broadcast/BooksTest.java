package dev.fanfare.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BooksTest {

  @Property
  void plus_anyOutcomes_countsEachOnce(@ForAll List<Outcome> outcomes) {
    Books books = Books.EMPTY;
    for (Outcome outcome : outcomes) {
      books = books.plus(outcome, 1);
    }

    assertThat(books.total()).isEqualTo(outcomes.size());
    assertThat(books.missed()).isEqualTo(outcomes.stream().filter(Outcome::isMissed).count());
    assertThat(books.retryable()).isEqualTo(outcomes.stream().filter(Outcome::isRetryable).count());
    assertThat(books.settled().total() + books.retryable()).isEqualTo(books.total());
    assertThat(Books.ofWords(books.words())).isEqualTo(books);
  }

  @Property
  void plus_twoBooks_isCommutative(@ForAll List<Outcome> some, @ForAll List<Outcome> others) {
    Books left = books(some);
    Books right = books(others);

    assertThat(left.plus(right)).isEqualTo(right.plus(left));
    assertThat(left.plus(right).total()).isEqualTo(left.total() + right.total());
  }

  @Test
  void words_always_containAllSevenOutcomes() {
    assertThat(Books.EMPTY.words().keySet())
        .containsExactly(
            "delivered", "stale", "slow", "unreachable", "refused", "expired", "cancelled");
  }

  @Test
  void ofWords_unknownOrNegative_isRefused() {
    assertThatThrownBy(() -> Books.ofWords(Map.of("lost", 1L)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Books.ofWords(Map.of("stale", -1L)))
        .hasMessageContaining("stale")
        .hasMessageContaining("-1");
  }

  private static Books books(List<Outcome> outcomes) {
    Books books = Books.EMPTY;
    for (Outcome outcome : outcomes) {
      books = books.plus(outcome, 1);
    }
    return books;
  }

  @Test
  void books_areEqualByTheirCounts() {
    Books some = Books.EMPTY.plus(Outcome.DELIVERED, 2).plus(Outcome.SLOW, 1);
    Books same = Books.EMPTY.plus(Outcome.SLOW, 1).plus(Outcome.DELIVERED, 2);
    Books others = Books.EMPTY.plus(Outcome.DELIVERED, 2).plus(Outcome.STALE, 1);

    assertThat(some).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(others);
    assertThat(some.hashCode()).isNotEqualTo(Books.EMPTY.plus(Outcome.DELIVERED, 9).hashCode());
    assertThat(some.count(Outcome.DELIVERED)).isEqualTo(2);
    assertThat(some.count(Outcome.STALE)).isZero();
    assertThat(some).hasToString(some.words().toString());
  }
}
