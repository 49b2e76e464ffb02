package dev.fanfare.local.topics;

import dev.fanfare.local.protocols.ApiError;

/** What SNS answers when a call cannot be done. */
final class TopicErrors {
  private TopicErrors() {}

  static ApiError invalid(String message) {
    return new ApiError(400, "InvalidParameter", "Invalid parameter: " + message);
  }

  static ApiError notFound(String what) {
    return new ApiError(404, "NotFound", what + " does not exist");
  }

  /** An error of a batch as a whole, by its own code. */
  static ApiError batch(String code, String message) {
    return new ApiError(400, code, message);
  }
}
