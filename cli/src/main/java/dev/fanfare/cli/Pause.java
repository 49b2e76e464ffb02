package dev.fanfare.cli;

import java.time.Duration;

/** Lets time pass; a parameter, so that tests need not wait. */
public interface Pause {
  void pause(Duration duration) throws InterruptedException;
}
