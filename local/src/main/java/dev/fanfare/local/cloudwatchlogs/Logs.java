package dev.fanfare.local.cloudwatchlogs;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All log groups of a stack. Any thread may write and read. */
public final class Logs {
  private final Map<String, LogGroup> groups = new ConcurrentHashMap<>();
  private final Clock clock;
  private final Instant createdAt;

  public Logs(Clock clock) {
    this.clock = clock;
    this.createdAt = clock.instant();
  }

  /** Makes a group that has no lines yet. */
  public void create(String group) {
    groups.computeIfAbsent(group, LogGroup::new);
  }

  /** Writes a line, as of now; the group is made when it is not there. */
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
