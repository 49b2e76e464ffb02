package dev.fanfare.local.http;

import java.util.Map;

/** Handles one action of an API. Any thread may call it. */
@FunctionalInterface
public interface Action {

  /**
   * @return the members of the response: strings, numbers, booleans, {@link java.time.Instant}s,
   *     {@link Entries}, and lists and maps of these. Whole numbers and fractions keep their Java
   *     types
   * @throws ApiError for every error that the API defines
   */
  Map<String, Object> answer(Input input);
}
