package dev.fanfare.direct;

import dev.fanfare.tables.DirectSummary;

/** Where it is written down what has been posted directly. */
interface DirectLog {

  /** Whether a broadcast is written down, whichever way it took. */
  boolean knows(String broadcastId);

  /** Writes down that an execution has it, as a whole or to go on with. */
  void executed(String broadcastId, String path);

  /**
   * Writes down one that is done, and lists it.
   *
   * @param files packed; null when they are objects of the bucket
   */
  void posted(DirectSummary summary, byte[] files);
}
