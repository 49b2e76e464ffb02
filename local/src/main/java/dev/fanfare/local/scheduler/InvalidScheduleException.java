package dev.fanfare.local.scheduler;

/** A schedule expression that EventBridge Scheduler rejects; the message gives the reason. */
public final class InvalidScheduleException extends RuntimeException {
  InvalidScheduleException(String message) {
    super(message, null, false, false);
  }
}
