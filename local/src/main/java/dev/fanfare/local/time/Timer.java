package dev.fanfare.local.time;

import java.time.Duration;

/** Runs things later. The only place where an execution's time passes. */
public interface Timer {

  /** Runs an action once, after a delay, on a thread of the timer; the action must be short. */
  Cancellable schedule(Duration delay, Runnable action);

  /** Something that need not happen any more. */
  interface Cancellable {
    /** Does nothing when it is too late. */
    void cancel();
  }
}
