package dev.fanfare.cli.broadcasts.shards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.broadcast.Books;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.cli.broadcasts.Pace;
import dev.fanfare.tables.ProgressRow;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShardTallyTest {
  private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

  @Test
  void of_twoRounds_countsMissedOnlyInTheLatest() {
    Books first = Books.EMPTY.plus(Outcome.DELIVERED, 7).plus(Outcome.SLOW, 3);
    Books second = Books.EMPTY.plus(Outcome.DELIVERED, 2).plus(Outcome.SLOW, 1);

    ShardTally one =
        ShardTally.of(Stream.of(row(1, 0, first, 5, true), row(1, 1, first, 9, false)));
    ShardTally two =
        ShardTally.of(Stream.of(row(1, 0, first, 5, true), row(2, 0, second, 5, true)));

    assertThat(one.books().total()).isEqualTo(20);
    assertThat(one.begun()).isEqualTo(2);
    assertThat(one.finished()).isEqualTo(1);
    assertThat(two.books()).isEqualTo(Books.EMPTY.plus(Outcome.DELIVERED, 9).plus(Outcome.SLOW, 1));
    assertThat(two.round()).isEqualTo(2);
    assertThat(two.posts()).isEqualTo(first.total() + second.total());
    assertThat(ShardTally.of(Stream.of())).isEqualTo(ShardTally.NONE);
  }

  @Test
  void ranking_manyShards_picksTheSlowestAndThoseWithErrors() {
    Books none = Books.EMPTY;
    ShardRanking ranking =
        ShardRanking.of(
            Stream.of(
                row(1, 0, none, 5, true), row(1, 1, none, 9, true), row(1, 2, none, 7, false)),
            2);

    assertThat(ranking.total()).isEqualTo(3);
    assertThat(ranking.slowest()).extracting(row -> row.shard().index()).isEqualTo(List.of(1, 2));
    assertThat(ranking.troubled()).extracting(row -> row.shard().index()).containsExactly(2);
  }

  @Test
  void pace_lastSeconds_ignoresEarlierSamples() {
    var pace = new Pace(START);
    pace.add(START.plusSeconds(1), 1_000, 1_000);
    assertThat(pace.postsPerSecond()).isEqualTo(1_000);

    for (int second = 2; second <= 20; second++) {
      pace.add(START.plusSeconds(second), 1_000 + second * 10, 1_000 + second * 10);
    }

    assertThat(pace.postsPerSecond()).isEqualTo(10);
    assertThat(pace.millisFor(50)).hasValue(5_000);
  }

  @Test
  void pace_nothingSettled_hasNoEstimate() {
    var pace = new Pace(START);
    pace.add(START, 0, 0);
    pace.add(START.plusSeconds(3), 10, 0);

    assertThat(pace.millisFor(50)).isEmpty();
  }

  private static ProgressRow row(
      int round, int index, Books books, long seconds, boolean finished) {
    long start = START.toEpochMilli();
    return new ProgressRow(
        new ProgressRow.Shard("sale", round, index, "key", "arn", 10),
        1,
        start,
        new ProgressRow.State(
            start + seconds * 1000, books.total(), books, finished, finished ? "" : "crashed"),
        0);
  }
}
