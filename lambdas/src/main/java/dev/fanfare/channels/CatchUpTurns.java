package dev.fanfare.channels;

import java.time.Duration;
import java.time.Instant;

/** Lets a member of a channel catch up once at a time. */
public interface CatchUpTurns {

  /**
   * Takes the member's turn.
   *
   * @param until when it ends by itself, should nobody end it
   * @return how long the turn before may still last; zero when this one has begun
   */
  Duration begin(String channel, String connectionId, Instant at, Instant until);

  /** Ends a turn that has begun. */
  void end(String channel, String connectionId, Instant until);
}
