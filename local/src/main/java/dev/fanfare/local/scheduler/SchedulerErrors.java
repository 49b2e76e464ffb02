package dev.fanfare.local.scheduler;

import dev.fanfare.local.http.ApiError;

/** The errors of the API. */
final class SchedulerErrors {
  private SchedulerErrors() {}

  static ApiError invalid(String message) {
    return new ApiError(400, "ValidationException", message);
  }

  static ApiError notFound(String what) {
    return new ApiError(404, "ResourceNotFoundException", what + " does not exist.");
  }

  static ApiError exists(String name) {
    return new ApiError(409, "ConflictException", "Schedule " + name + " already exists.");
  }

  static ApiError unknown(String call) {
    return new ApiError(
        404, "UnknownOperationException", "The local EventBridge Scheduler does not know " + call);
  }
}
