package dev.fanfare.local.stepfunctions.api;

import dev.fanfare.local.http.ApiError;
import java.util.Map;

/** One operation of the API. */
interface Action {
  /**
   * @return the members of the response
   * @throws ApiError for every error of the API
   */
  Map<String, Object> answer(Request request);
}
