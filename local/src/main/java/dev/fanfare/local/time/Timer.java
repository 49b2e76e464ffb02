package dev.fanfare.local.time;

import java.time.Duration;

/**
 * Runs actions after a delay. Executions and schedules wait only through this interface, so that
 * they also run in simulated time.
 */
public interface Timer {

  /**
   * Runs an action once, after a delay, on the timer's thread. The action must be short, because it
   * delays all others.
   */
  Cancellable schedule(Duration delay, Runnable action);

  /** A scheduled action. */
  interface Cancellable {
    /** Cancels the action. Has no effect if the action has already run. */
    void cancel();
  }
}
