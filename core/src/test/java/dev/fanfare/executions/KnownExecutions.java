package dev.fanfare.executions;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Executions that have all ended, so that their names are taken. */
final class KnownExecutions implements Executions {
  private final Map<String, EarlierExecution> known = new LinkedHashMap<>();
  private final Instant now;

  KnownExecutions(Instant now) {
    this.now = now;
  }

  /** Adds an execution with its own start time and input. */
  KnownExecutions with(String name, String input, Instant startedAt) {
    known.put(name, new EarlierExecution(input, startedAt));
    return this;
  }

  Map<String, EarlierExecution> known() {
    return known;
  }

  @Override
  public Optional<EarlierExecution> start(String name, String input) {
    return Optional.ofNullable(known.putIfAbsent(name, new EarlierExecution(input, now)));
  }
}
