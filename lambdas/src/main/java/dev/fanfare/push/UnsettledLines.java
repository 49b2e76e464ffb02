package dev.fanfare.push;

import dev.fanfare.broadcast.Offsets;
import dev.fanfare.broadcast.Progress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lines that were read and have no outcome yet, with their failures. One invocation of the pusher
 * passes them to the next, so that a connection that never responds is given up in the end, even if
 * the invocations are short.
 */
final class UnsettledLines {
  private final Offsets lines;
  private final Map<Integer, Offsets> failures = new TreeMap<>();

  UnsettledLines() {
    this.lines = new Offsets();
  }

  /** Continues with the lines that an earlier invocation left. */
  UnsettledLines(Progress before) {
    this.lines = Offsets.parse(before.pending());
    before.failures().forEach((count, with) -> failures.put(count, Offsets.parse(with)));
  }

  void add(Attempt attempt) {
    add(attempt.line(), attempt.tenths());
  }

  void add(int line, int tenths) {
    lines.add(line);
    if (tenths > 0) {
      failures.computeIfAbsent(tenths, any -> new Offsets()).add(line);
    }
  }

  /** Returns the failed posts that count against this line, in tenths of a post. */
  int tenths(int line) {
    for (var count : failures.entrySet()) {
      if (count.getValue().contains(line)) {
        return count.getKey();
      }
    }
    return 0;
  }

  Offsets lines() {
    return lines;
  }

  /** Returns the text forms, by tenths of a failed post. */
  Map<Integer, String> failures() {
    var texts = new LinkedHashMap<Integer, String>();
    failures.forEach((count, with) -> texts.put(count, with.toString()));
    return texts;
  }
}
