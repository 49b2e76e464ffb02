package dev.fanfare.local.stepfunctions.api;

/** A request that is answered with an error of the API. */
final class ApiException extends RuntimeException {
  private final String code;

  ApiException(String code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  String code() {
    return code;
  }

  /** What AWS says of a parameter that breaks a rule of the API's model. */
  static ApiException validation(String field, Object value, String rule) {
    return new ApiException(
        "ValidationException",
        "1 validation error detected: Value %s at '%s' failed to satisfy constraint: Member must %s"
            .formatted(value == null ? "null" : "'" + value + "'", field, rule));
  }
}
