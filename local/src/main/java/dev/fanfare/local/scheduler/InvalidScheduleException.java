package dev.fanfare.local.scheduler;

/** EventBridge Scheduler would refuse the schedule; the message says why. */
public final class InvalidScheduleException extends RuntimeException {
  InvalidScheduleException(String message) {
    super(message, null, false, false);
  }
}
