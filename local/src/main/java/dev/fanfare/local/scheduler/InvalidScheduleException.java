package dev.fanfare.local.scheduler;

/** A schedule that EventBridge Scheduler would refuse; the message gives the reason. */
public final class InvalidScheduleException extends RuntimeException {
  InvalidScheduleException(String message) {
    super(message, null, false, false);
  }
}
