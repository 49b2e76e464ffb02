package dev.fanfare.local.http;

import java.util.Map;
import java.util.function.Function;

/**
 * One action of an API; any thread may call.
 *
 * @param members the parameters that it reads
 * @param answer gives the members of the response: texts, numbers, flags, {@link
 *     java.time.Instant}s, {@link Entries}, and lists and maps of them. Whole numbers and fractions
 *     keep their Java types. Throws an {@link ApiError} for every error that the API defines
 */
public record Action(Members members, Function<Input, Map<String, Object>> answer) {

  /**
   * @param parameters those that it reads, as in {@link Members#of}
   */
  public static Action of(Function<Input, Map<String, Object>> answer, String... parameters) {
    return new Action(Members.of(parameters), answer);
  }
}
