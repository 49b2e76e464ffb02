package dev.fanfare.local.http;

import java.util.Map;

/** Answers one action of an API; any thread may call. */
@FunctionalInterface
public interface Action {

  /**
   * @return the members of the response: texts, numbers, flags, {@link java.time.Instant}s, {@link
   *     Entries}, and lists and maps of them. Whole numbers and fractions keep their Java types
   * @throws ApiError for every error that the API defines
   */
  Map<String, Object> answer(Input input);
}
