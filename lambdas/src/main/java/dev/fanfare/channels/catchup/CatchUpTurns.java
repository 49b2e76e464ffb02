package dev.fanfare.channels.catchup;

import java.time.Duration;
import java.time.Instant;

/** Limits a connection to one catch-up at a time. */
public interface CatchUpTurns {

  /**
   * Starts the connection's turn.
   *
   * @param until when the turn expires if {@link #end} is not called
   * @return how long the current turn may still last; zero if a new turn has started
   */
  Duration begin(String connectionId, Instant at, Instant until);

  /** Ends a turn that has started. */
  void end(String connectionId, Instant until);
}
