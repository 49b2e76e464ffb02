package dev.fanfare.direct;

import dev.fanfare.tables.DirectSummary;
import org.jspecify.annotations.Nullable;

/** Records directly posted broadcasts. */
interface DirectLog {

  /** Whether a broadcast is recorded, on either path. */
  boolean contains(String broadcastId);

  /** Records that an execution has the broadcast, as a whole or to continue it. */
  void executed(String broadcastId, String path);

  /**
   * Records a completed broadcast and adds it to the list.
   *
   * @param files packed; null if they are objects in the bucket
   */
  void posted(DirectSummary summary, byte @Nullable [] files);
}
