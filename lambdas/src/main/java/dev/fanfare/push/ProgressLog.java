package dev.fanfare.push;

import dev.fanfare.tables.ProgressRow;
import java.util.OptionalInt;

/** Where the pushers of all shards leave how far they are, for people to watch. */
public interface ProgressLog {
  /** Keeps nothing. */
  ProgressLog NONE =
      new ProgressLog() {
        @Override
        public OptionalInt begin(ProgressRow row) {
          return OptionalInt.empty();
        }

        @Override
        public void write(ProgressRow row) {
          // Kept by nobody.
        }
      };

  /**
   * Notes that a call of the pusher has begun on its shard.
   *
   * @param row the figures that the call begins with; its number of calls is not looked at
   * @return how many calls that makes, which is this one's number; empty when a later call has
   *     written already
   */
  OptionalInt begin(ProgressRow row);

  /**
   * Writes what a call has reached, unless a later call has begun, or the row is older than what is
   * there.
   */
  void write(ProgressRow row);
}
