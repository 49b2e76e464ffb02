package dev.fanfare.local.cloudwatchlogs;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All log groups of a stack. Thread-safe. */
public final class Logs {
  private final Map<String, LogGroup> groups = new ConcurrentHashMap<>();
  private final Clock clock;
  private final Instant createdAt;

  public Logs(Clock clock) {
    this.clock = clock;
    this.createdAt = clock.instant();
  }

  /** Creates an empty group unless it exists. */
  public void create(String group) {
    groups.computeIfAbsent(group, LogGroup::new);
  }

  /** Writes a line with the current time, and creates the group if it is missing. */
  public void write(String group, String stream, String message) {
    groups.computeIfAbsent(group, LogGroup::new).add(clock.millis(), stream, message);
  }

  Optional<LogGroup> group(String name) {
    return Optional.ofNullable(groups.get(name));
  }

  Collection<LogGroup> groups() {
    return groups.values();
  }

  Instant createdAt() {
    return createdAt;
  }
}
