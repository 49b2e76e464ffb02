package dev.fanfare.cli;

import java.time.Duration;

/** Waits for a given time. It is a parameter so that tests do not have to wait. */
public interface Pause {
  void pause(Duration duration) throws InterruptedException;
}
