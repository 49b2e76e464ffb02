package dev.fanfare.local.cloudwatchlogs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest lines of one group; older ones are dropped to bound memory. Thread-safe. */
final class LogGroup {
  /** Most lines in a group. */
  static final int LINES = 5_000;

  /** Most characters of all lines together. */
  static final int CHARACTERS = 4 * 1024 * 1024;

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

  /** The newest line is always kept. */
  synchronized void add(long millis, String stream, String message) {
    lines.addLast(new LogLine(++count, millis, stream, message));
    characters += message.length();
    while (lines.size() > LINES || characters > CHARACTERS && lines.size() > 1) {
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
