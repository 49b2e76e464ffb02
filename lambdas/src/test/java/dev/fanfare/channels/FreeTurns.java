package dev.fanfare.channels;

import dev.fanfare.channels.catchup.CatchUpTurns;
import java.time.Duration;
import java.time.Instant;

/** Turns that nobody has to wait for. */
public final class FreeTurns implements CatchUpTurns {

  @Override
  public Duration begin(String connectionId, Instant at, Instant until) {
    return Duration.ZERO;
  }

  @Override
  public void end(String connectionId, Instant until) {}
}
