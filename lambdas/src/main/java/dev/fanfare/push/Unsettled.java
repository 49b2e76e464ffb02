package dev.fanfare.push;

import dev.fanfare.broadcast.Offsets;
import dev.fanfare.broadcast.Progress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lines that were read and have no outcome yet, and how often each has failed: what one call of the
 * pusher leaves to the next, so that a connection which never answers is given up in the end
 * however short the calls are.
 */
final class Unsettled {
  private final Offsets lines;
  private final Map<Integer, Offsets> failures = new TreeMap<>();

  Unsettled() {
    this.lines = new Offsets();
  }

  /** What an earlier call has left. */
  Unsettled(Progress before) {
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

  /** How many tenths of a failed post count against this line so far. */
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

  /** The text forms, by tenths of a failed post. */
  Map<Integer, String> failures() {
    var texts = new LinkedHashMap<Integer, String>();
    failures.forEach((count, with) -> texts.put(count, with.toString()));
    return texts;
  }
}
