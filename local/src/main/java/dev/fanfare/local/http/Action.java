package dev.fanfare.local.http;

import java.util.Map;
import java.util.function.Function;

<<<<<<< HEAD
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
=======
/** Handles one action of an API. Any thread may call it. */
@FunctionalInterface
public interface Action {

  /**
   * @return the members of the response: strings, numbers, booleans, {@link java.time.Instant}s,
   *     {@link Entries}, and lists and maps of these. Whole numbers and fractions keep their Java
   *     types
   * @throws ApiError for every error that the API defines
>>>>>>> main
   */
  public static Action of(Function<Input, Map<String, Object>> answer, String... parameters) {
    return new Action(Members.of(parameters), answer);
  }
}
