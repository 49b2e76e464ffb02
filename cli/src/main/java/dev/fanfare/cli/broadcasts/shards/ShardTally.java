package dev.fanfare.cli.broadcasts.shards;

import dev.fanfare.broadcast.Books;
import dev.fanfare.tables.ProgressRow;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * The shards' rows, added up. What a round has missed is tried again by the next; so the missed
 * count in the latest round alone.
 *
 * @param round the latest that has begun; 0 when none has
 * @param begun shards of that round that have begun
 * @param finished those of them that are done
 * @param posts of all rounds, repeats included
 * @param books the outcomes so far
 */
public record ShardTally(int round, int begun, int finished, long posts, Books books) {
  static final ShardTally NONE = new ShardTally(0, 0, 0, 0, Books.EMPTY);

  /**
   * @param rows in the order of the table: round by round
   */
  public static ShardTally of(Stream<ProgressRow> rows) {
    ShardTally tally = NONE;
    for (Iterator<ProgressRow> each = rows.iterator(); each.hasNext(); ) {
      tally = tally.plus(each.next());
    }
    return tally;
  }

  private ShardTally plus(ProgressRow row) {
    ShardTally before =
        row.round() == round ? this : new ShardTally(row.round(), 0, 0, posts, books.settled());
    return new ShardTally(
        row.round(),
        before.begun + 1,
        before.finished + (row.finished() ? 1 : 0),
        posts + row.posts(),
        before.books.plus(row.books()));
  }
}
