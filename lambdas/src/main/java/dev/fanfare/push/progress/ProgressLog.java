package dev.fanfare.push.progress;

import dev.fanfare.tables.ProgressRow;
import java.util.OptionalInt;

/** Records the progress of all pushers for display. */
public interface ProgressLog {
  /** Records nothing. */
  ProgressLog NONE =
      new ProgressLog() {
        @Override
        public OptionalInt begin(ProgressRow row) {
          return OptionalInt.empty();
        }

        @Override
        public void write(ProgressRow row) {}
      };

  /**
   * Records that an invocation of the pusher has started on its shard.
   *
   * @param row the progress at the start; its invocation count is ignored
   * @return the number of this invocation; empty if a later invocation has already written
   */
  OptionalInt begin(ProgressRow row);

  /**
   * Records the progress of an invocation, unless a later invocation has started or the row is
   * older than the stored one.
   */
  void write(ProgressRow row);
}
