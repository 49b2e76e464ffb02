package dev.fanfare.channels;

import dev.fanfare.channels.catchup.CatchUpTurns;
import java.time.Duration;
import java.time.Instant;

/** Turns without waiting. */
public final class FreeTurns implements CatchUpTurns {

  @Override
  public Duration begin(String connectionId, Instant at, Instant until) {
    return Duration.ZERO;
  }

  @Override
  public void end(String connectionId, Instant until) {}
}
