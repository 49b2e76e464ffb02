package dev.fanfare.local.time;

import java.time.Duration;

/** Runs actions later. Time passes for executions and schedules only here. */
public interface Timer {

  /** Runs an action once, after a delay, on a thread of the timer; the action must be short. */
  Cancellable schedule(Duration delay, Runnable action);

  /** A scheduled action. */
  interface Cancellable {
    /** Does nothing if the action has run. */
    void cancel();
  }
}
