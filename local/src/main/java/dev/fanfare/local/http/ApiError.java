package dev.fanfare.local.http;

/** A request that is answered with an error of the API. */
public final class ApiError extends RuntimeException {
  private final int status;
  private final String shape;
  private final String code;

  /**
   * An error that has one name in all protocols.
   *
   * @param status of HTTP
   */
  public ApiError(int status, String code, String message) {
    this(status, code, code, message);
  }

  /**
   * An error that is called otherwise in the query protocol.
   *
   * @param shape its name in the service's model
   * @param code its name in the query protocol, and in exceptions of SDKs that keep to it
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
