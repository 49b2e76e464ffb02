package dev.fanfare.reduce;

/**
 * Where the reducer goes on in the next call. Small: what is large lies in the bucket, in objects
 * that are written once. So a call that is repeated finds what the first one found.
 *
 * @param collected how far the results of a failed Map Run are collected; null if it did not fail
 * @param booked the folder with what is booked so far; null if nothing is
 */
record ReduceCursor(CollectedResults collected, String booked) {
  static final ReduceCursor START = new ReduceCursor(null, null);
}
