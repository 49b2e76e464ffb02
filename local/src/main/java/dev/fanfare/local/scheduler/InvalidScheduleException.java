package dev.fanfare.local.scheduler;

/** A schedule that EventBridge Scheduler would not take; its message says what is wrong. */
public final class InvalidScheduleException extends RuntimeException {
  InvalidScheduleException(String message) {
    super(message, null, false, false);
  }
}
