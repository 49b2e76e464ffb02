package dev.fanfare.local.scheduler;

/** The target of a schedule has refused a call. */
public final class TargetException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;
  private final boolean isRetryable;

  /**
   * @param code the error's, from the API of the target
   * @param isRetryable whether the same call may succeed later
   */
  public TargetException(String code, String message, boolean isRetryable) {
    super(message);
    this.code = code;
    this.isRetryable = isRetryable;
  }

  /** An error that is not the target's; the code and the text are the scheduler's. */
  static TargetException internal(RuntimeException cause) {
    var internal =
        new TargetException(
            "AWS.Scheduler.InternalServerError",
            "Unexpected error occurred while processing the request",
            true);
    internal.initCause(cause);
    return internal;
  }

  String code() {
    return code;
  }

  boolean isRetryable() {
    return isRetryable;
  }
}
