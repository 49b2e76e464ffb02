package dev.fanfare.local.http;

/** An error that the API returns for a request. */
public final class ApiError extends RuntimeException {
  private final int status;
  private final String shape;
  private final String code;

  /**
   * An error with one name in all protocols.
   *
   * @param status the HTTP status
   */
  public ApiError(int status, String code, String message) {
    this(status, code, code, message);
  }

  /**
   * An error with a different name in the query protocol.
   *
   * @param shape its name in the service's model
   * @param code its name in the query protocol, and in SDK exceptions that use that name
   */
  public ApiError(int status, String shape, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.shape = shape;
    this.code = code;
  }

  int status() {
    return status;
  }

  String shape() {
    return shape;
  }

  /** Its name in the query protocol. */
  public String code() {
    return code;
  }
}
