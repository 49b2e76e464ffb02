package dev.fanfare.tests.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** Removes from a session everything that differs from run to run, including column widths. */
final class SessionMask {
  private static final String BAR = "a bar";
  private static final Map<String, String> CHANGING = new LinkedHashMap<>();

  static {
    CHANGING.put(".*\\[[=> ]+\\].*", BAR);
    CHANGING.put("^.* planning: .*", BAR);
    CHANGING.put("(bound by|based on) .*", "$1 something");
    CHANGING.put("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d", "a time");
    CHANGING.put("\\d+ h \\d+ min|\\d+ min \\d+ s|[\\d.,]+ m?s\\b", "a while");
    CHANGING.put("[\\d.,]+/s", "a pace");
    CHANGING.put("\\$[\\d.,]+", "a price");
    CHANGING.put("^ *\\d+ [\\d,]+ (\\w*(State|Task|Map|Execution))", "an event $1");
    CHANGING.put("^ *\\d+ \\d+ (\\w*finished) .*", "a shard $1");
    CHANGING.put("^[^ ,]+,(user-\\d+),", "a connection,$1,");
    CHANGING.put("[0-9a-f]{8}-[0-9a-f-]{27}", "a name");
    // The moment at which a cancel takes effect varies.
    CHANGING.put("^ (delivered|cancelled) [\\d,]+ [\\d.]+ %$", " $1 some");
    CHANGING.put("^[\\d,]+ connections? cancelled:", "some connections cancelled:");
  }

  private SessionMask() {}

  static String of(CharSequence session) {
    var lines = new ArrayList<String>();
    boolean isCancel = false;
    for (String line : session.toString().lines().toList()) {
      isCancel |= line.startsWith("$ ./fanfare cancel ");
      String masked = masked(line, isCancel);
      // Their number depends on the speed of everything else, and may be zero.
      if (!masked.equals(BAR)) {
        lines.add(masked);
      }
    }
    return String.join("\n", lines);
  }

  private static String masked(String line, boolean isCancel) {
    if (line.startsWith("$")) {
      return line;
    }
    String masked = line.replaceAll(" +", " ").stripTrailing();
    for (var change : CHANGING.entrySet()) {
      boolean isOfCancel = change.getKey().contains("cancelled");
      if (isCancel || !isOfCancel) {
        masked = masked.replaceAll(change.getKey(), change.getValue());
      }
    }
    return masked;
  }
}
