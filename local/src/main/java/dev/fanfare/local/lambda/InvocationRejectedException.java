package dev.fanfare.local.lambda;

import java.util.Optional;

/** Thrown if Lambda rejects an invocation, before any code of the function runs. */
public final class InvocationRejectedException extends RuntimeException {
  static final String SNAPSHOT_NOT_READY = "SnapStartNotReadyException";

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

  /** The error for an invocation above a function's reservation. */
  public static InvocationRejectedException aboveReservation() {
    return new InvocationRejectedException(
        429,
        "TooManyRequestsException",
        "Rate Exceeded.",
        Optional.of("ReservedFunctionConcurrentInvocationLimitExceeded"));
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
