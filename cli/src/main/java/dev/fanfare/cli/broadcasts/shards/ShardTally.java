package dev.fanfare.cli.broadcasts.shards;

import dev.fanfare.broadcast.Books;
import dev.fanfare.tables.ProgressRow;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * The sum of the rows of all shards. A round tries the connections again that the previous round
 * missed, so missed connections count only in the latest round.
 *
 * @param round the latest round that has begun; 0 if none has
 * @param begun number of shards of that round that have begun
 * @param finished number of shards of that round that are finished
 * @param posts of all rounds, including repeated posts
 * @param books the outcomes so far
 */
public record ShardTally(int round, int begun, int finished, long posts, Books books) {
  static final ShardTally NONE = new ShardTally(0, 0, 0, 0, Books.EMPTY);

  /**
   * @param rows ordered by round, as in the table
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
        row.shard().round() == round
            ? this
            : new ShardTally(row.shard().round(), 0, 0, posts, books.settled());
    return new ShardTally(
        row.shard().round(),
        before.begun + 1,
        before.finished + (row.state().finished() ? 1 : 0),
        posts + row.state().posts(),
        before.books.plus(row.state().books()));
  }
}
