package dev.fanfare.prune;

/**
 * The input of one PruneStale invocation.
 *
 * @param cursor where the last invocation stopped; null in the first
 */
public record PruneStalePayload(String broadcastId, PruneCursor cursor) {

  /** Where this invocation starts. */
  PruneCursor from() {
    return cursor == null ? PruneCursor.START : cursor;
  }
}
