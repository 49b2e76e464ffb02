package dev.fanfare.channels.catchup;

import java.time.Duration;
import java.time.Instant;

/** Lets a connection catch up with one channel at a time. */
public interface CatchUpTurns {

  /**
   * Takes the connection's turn.
   *
   * @param until when it ends by itself, should nobody end it
   * @return how long the turn before may still last; zero when this one has begun
   */
  Duration begin(String connectionId, Instant at, Instant until);

  /** Ends a turn that has begun. */
  void end(String connectionId, Instant until);
}
