package dev.fanfare.local.http;

import java.util.Map;
import java.util.function.Function;

/**
 * What a service can be asked, by the action's name. An answer's members are texts, numbers, flags,
 * {@link java.time.Instant}s, {@link Entries}, and lists and maps of them; whole numbers and
 * fractions are told apart by their Java types.
 */
public record ApiActions(Map<String, Function<Input, Map<String, Object>>> byName) {
  public ApiActions {
    byName = Map.copyOf(byName);
  }
}
