package dev.fanfare.push;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.Progress;
import dev.fanfare.broadcast.ShardLines;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a shard that still need an outcome, in order: first those that an earlier
 * invocation left pending, then those that it never read.
 */
final class ShardReading {
  private final ShardLines.Reader shard;
  private final UnsettledLines before;
  private final int offset;
  private int lines = Integer.MAX_VALUE;
  private boolean ended;

  /** Continues where an earlier invocation stopped. */
  ShardReading(ShardLines.Reader shard, Progress before) {
    this.shard = shard;
    this.before = new UnsettledLines(before);
    this.offset = before.offset();
  }

  /**
   * @return the next connection, due at {@code now}; null at the end
   */
  @Nullable Attempt next(long now) throws IOException {
    if (ended) {
      return null;
    }
    skipSettled();
    int line = shard.position();
    Connection connection = shard.next();
    // If the lines are counted, the end is known with the last line and needs no further permit.
    ended = connection == null || shard.position() >= lines && !shard.hasNext();
    return connection == null
        ? null
        : new Attempt(line, connection, before.tenths(line), false, now);
  }

  /** Sets the number of lines, if known. */
  void counted(int count) {
    lines = count;
  }

  /** Returns the maximum number of lines left to read; at least one until the end is known. */
  int left() {
    return Math.max(1, lines - shard.position());
  }

  boolean hasEnded() {
    return ended;
  }

  /** Returns the first line that has not been read. */
  int offset() {
    return Math.max(offset, shard.position());
  }

  /** Adds pending lines of earlier invocations that this one did not read either. */
  void addUnread(UnsettledLines unsettled) {
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
