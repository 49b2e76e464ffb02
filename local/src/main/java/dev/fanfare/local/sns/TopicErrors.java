package dev.fanfare.local.sns;

import dev.fanfare.local.http.ApiError;
import dev.fanfare.local.http.Input;

/** The errors of the API. */
final class TopicErrors {
  private TopicErrors() {}

  static ApiError invalid(String message) {
    return new ApiError(400, "InvalidParameter", "Invalid parameter: " + message);
  }

  /** A required text; SNS has no error of its own for a missing one. */
  static String required(Input input, String name) {
    return input.text(name).orElseThrow(() -> invalid(name));
  }

  static ApiError notFound(String what) {
    return new ApiError(404, "NotFound", what + " does not exist");
  }

  /** An error of a batch as a whole, by its own code. */
  static ApiError batch(String code, String message) {
    return new ApiError(400, code, message);
  }
}
