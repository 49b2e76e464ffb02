package dev.fanfare.local.cloudwatchlogs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest lines of one group; it drops older lines to limit memory. Thread-safe. */
final class LogGroup {
  static final int MAX_LINES = 5_000;

  /** The limit for all lines together. */
  static final int MAX_CHARACTERS = 4 * 1024 * 1024;

  private final String name;
  private final Deque<LogLine> lines = new ArrayDeque<>();
  private long count;
  private long characters;

  LogGroup(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** Adds a line and keeps at least that one. */
  synchronized void add(long millis, String stream, String message) {
    lines.addLast(new LogLine(++count, millis, stream, message));
    characters += message.length();
    while (lines.size() > MAX_LINES || characters > MAX_CHARACTERS && lines.size() > 1) {
      characters -= lines.removeFirst().message().length();
    }
  }

  /** The lines in order of arrival. */
  synchronized List<LogLine> lines() {
    return List.copyOf(lines);
  }

  synchronized long characters() {
    return characters;
  }
}
