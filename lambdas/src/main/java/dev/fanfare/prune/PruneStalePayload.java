package dev.fanfare.prune;

import org.jspecify.annotations.Nullable;

/**
 * The input of one PruneStale invocation.
 *
 * @param cursor where the last invocation stopped; null in the first
 */
public record PruneStalePayload(String broadcastId, @Nullable PruneCursor cursor) {

  /** Where this invocation starts. */
  PruneCursor from() {
    return cursor == null ? PruneCursor.START : cursor;
  }
}
