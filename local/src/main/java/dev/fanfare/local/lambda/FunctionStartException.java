package dev.fanfare.local.lambda;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Thrown if functions cannot start; the message lists them with their errors. */
public final class FunctionStartException extends RuntimeException {
  private final SortedMap<String, String> failures;

  FunctionStartException(Map<String, String> failures) {
    super(
        new TreeMap<>(failures)
            .entrySet().stream()
                .map(failure -> "%n  %s: %s".formatted(failure.getKey(), failure.getValue()))
                .collect(Collectors.joining("", "These functions cannot start:", "")));
    this.failures = Collections.unmodifiableSortedMap(new TreeMap<>(failures));
  }

  /** The type and message of the error, by function name. */
  public SortedMap<String, String> failures() {
    return failures;
  }
}
