package dev.fanfare.local.scheduler;

/** A request that is answered with an error of the API. */
final class SchedulerException extends RuntimeException {
  private final int status;
  private final String code;

  private SchedulerException(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  static SchedulerException invalid(String message) {
    return new SchedulerException(400, "ValidationException", message);
  }

  static SchedulerException notFound(String what) {
    return new SchedulerException(404, "ResourceNotFoundException", what + " does not exist.");
  }

  static SchedulerException exists(String name) {
    return new SchedulerException(
        409, "ConflictException", "Schedule " + name + " already exists.");
  }

  static SchedulerException unknown(String call) {
    return new SchedulerException(
        404, "UnknownOperationException", "The local EventBridge Scheduler does not know " + call);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}
