package dev.fanfare.local.lambda;

import java.util.Optional;

/** Thrown if Lambda rejects an invocation, before any code of the function runs. */
public final class InvocationRejectedException extends RuntimeException {
  static final String SNAPSHOT_NOT_READY = "SnapStartNotReadyException";

  static final int TOO_MANY = 429;

  private final int status;
  private final String code;
  private final Optional<String> reason;

  /**
   * @param status the HTTP status: 400, 404, 409, 413, 429, or 500 while the stack stops
   * @param code the API's error code, such as {@code ResourceNotFoundException}
   */
  public InvocationRejectedException(int status, String code, String message) {
    this(status, code, message, Optional.empty());
  }

  private InvocationRejectedException(
      int status, String code, String message, Optional<String> reason) {
    super(message);
    this.status = status;
    this.code = code;
    this.reason = reason;
  }

  static InvocationRejectedException tooLarge(int limit) {
    return new InvocationRejectedException(
        413,
        "RequestTooLargeException",
        "Request must be smaller than %d bytes for the InvokeFunction operation".formatted(limit));
  }

  /** The error for an invocation while the local stack stops. */
  public static InvocationRejectedException stopping(String function) {
    return new InvocationRejectedException(
        500, "ServiceException", function + " is stopping with the local stack");
  }

  /** The error for an invocation above a function's reservation. */
  public static InvocationRejectedException aboveReservation() {
    return throttled("ReservedFunctionConcurrentInvocationLimitExceeded");
  }

  /** The error for an invocation above what the functions without a reservation share. */
  public static InvocationRejectedException aboveConcurrency() {
    return throttled("ConcurrentInvocationLimitExceeded");
  }

  /**
   * The error for an invocation above a limit.
   *
   * @param reason Lambda's name of the limit
   */
  static InvocationRejectedException throttled(String reason) {
    return new InvocationRejectedException(
        TOO_MANY, "TooManyRequestsException", "Rate Exceeded.", Optional.of(reason));
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  /** The limit that was exceeded, if Lambda names it. */
  Optional<String> reason() {
    return reason;
  }
}
