package dev.fanfare.reduce;

import org.jspecify.annotations.Nullable;

/**
 * Where the reducer continues in the next call. The cursor is small: large data is in the bucket,
 * in objects that are written once. A repeated call therefore finds what the first one found.
 *
 * @param collected how far the results of a failed Map Run are collected; null if it did not fail
 * @param booked the folder with the booked shards so far; null if there are none
 */
record ReduceCursor(@Nullable CollectedResults collected, @Nullable String booked) {
  static final ReduceCursor START = new ReduceCursor(null, null);
}
