package dev.fanfare.local.stepfunctions.api;

import java.util.Map;

/** One operation of the API. */
interface Action {
  /**
   * @return the members of the answer
   * @throws ApiException for every error of the API
   */
  Map<String, Object> answer(Request request);
}
