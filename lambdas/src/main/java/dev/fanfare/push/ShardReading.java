package dev.fanfare.push;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.Progress;
import dev.fanfare.broadcast.ShardLines;
import java.io.IOException;

/**
 * The lines of a shard that still need an outcome, in order, read one at a time: first those that
 * an earlier invocation left pending, then those it never came to.
 */
final class ShardReading {
  private final ShardLines.Reader shard;
  private final Unsettled before;
  private final int offset;
  private int lines = Integer.MAX_VALUE;
  private boolean ended;

  /** Reads on from where an earlier invocation has stopped. */
  ShardReading(ShardLines.Reader shard, Progress before) {
    this.shard = shard;
    this.before = new Unsettled(before);
    this.offset = before.offset();
  }

  /**
   * @return the next connection, not to be posted to before {@code now}; null at the end
   */
  Attempt next(long now) throws IOException {
    if (ended) {
      return null;
    }
    skipSettled();
    int line = shard.position();
    Connection connection = shard.next();
    // Known with the last line where lines are counted: nobody waits for a permit to find out.
    ended = connection == null || shard.position() >= lines && !shard.hasNext();
    return connection == null
        ? null
        : new Attempt(line, connection, before.tenths(line), false, now);
  }

  /** Tells how many lines there are, if somebody has counted them. */
  void counted(int count) {
    lines = count;
  }

  /** How many lines are left to read, at most; at least one until the end is known. */
  int left() {
    return Math.max(1, lines - shard.position());
  }

  boolean hasEnded() {
    return ended;
  }

  /** The first line that nobody has read yet. */
  int offset() {
    return Math.max(offset, shard.position());
  }

  /** Adds the pending lines of before that were not read this time either. */
  void addUnread(Unsettled unsettled) {
    before.lines().stream()
        .filter(line -> line >= shard.position())
        .forEach(line -> unsettled.add(line, before.tenths(line)));
  }

  private void skipSettled() throws IOException {
    int at = shard.position();
    if (at < offset) {
      int next = before.lines().nextFrom(at);
      int target = next < 0 ? offset : Math.min(next, offset);
      shard.skip(target - at);
    }
  }
}
