package dev.fanfare.local.functions;

/** Lambda refused an invocation before any of the function's code ran. */
public final class InvocationRejectedException extends RuntimeException {
  private final int status;
  private final String code;

  /**
   * @param status the HTTP status that the Invoke API answers: 404, 413 or 429
   * @param code the API's error code, such as {@code ResourceNotFoundException}
   */
  public InvocationRejectedException(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }
}
