package dev.fanfare.prune;

/**
 * What PruneStale gets for one invocation.
 *
 * @param cursor where the last invocation stopped; null in the first
 */
public record PruneStalePayload(String broadcastId, PruneCursor cursor) {

  /** Where this invocation begins. */
  PruneCursor from() {
    return cursor == null ? PruneCursor.START : cursor;
  }
}
