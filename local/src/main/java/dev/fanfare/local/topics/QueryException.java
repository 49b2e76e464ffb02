package dev.fanfare.local.topics;

/** A request that is answered with an error of the API. */
final class QueryException extends RuntimeException {
  private final int status;
  private final String code;

  private QueryException(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  static QueryException invalid(String message) {
    return new QueryException(400, "InvalidParameter", "Invalid parameter: " + message);
  }

  static QueryException notFound(String what) {
    return new QueryException(404, "NotFound", what + " does not exist");
  }

  static QueryException unknownAction(String action) {
    return new QueryException(
        400, "InvalidAction", "The local SNS does not know the action " + action);
  }

  /** An error of a batch as a whole, by its own code. */
  static QueryException batch(String code, String message) {
    return new QueryException(400, code, message);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}
