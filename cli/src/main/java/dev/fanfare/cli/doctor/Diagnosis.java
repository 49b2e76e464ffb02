package dev.fanfare.cli.doctor;

import dev.fanfare.cli.ExitCode;
import dev.fanfare.cli.doctor.Finding.Severity;
import dev.fanfare.cli.text.Amounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All findings about a stack.
 *
 * @param isAllReached whether every service responded
 */
record Diagnosis(
    String stack, String region, String accountId, List<Finding> findings, boolean isAllReached) {
  private static final String LINE = "  %-5s %-18s %s";

  int exitCode() {
    if (!isAllReached) {
      return ExitCode.NO_STACK;
    }
    return count(Severity.FIX) == 0 ? ExitCode.SUCCESS : ExitCode.FAILURE;
  }

  private long count(Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }

  Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("stack", stack);
    json.put("region", region);
    json.put("accountId", accountId);
    json.put("fix", count(Severity.FIX));
    json.put("notes", count(Severity.NOTE));
    json.put("findings", findings);
    return json;
  }

  /** Returns one line per finding and, below it, what to do. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("Stack %s in %s, account %s".formatted(stack, region, accountId));
    for (Finding finding : findings) {
      lines.add(LINE.formatted(finding.severity(), finding.about(), finding.found()));
      if (!finding.next().isEmpty()) {
        lines.add(LINE.formatted("", "", "-> " + finding.next()));
      }
    }
    lines.add(
        count(Severity.FIX) == 0
            ? "nothing to fix, " + Amounts.count(count(Severity.NOTE), "note")
            : count(Severity.FIX) + " to fix, " + Amounts.count(count(Severity.NOTE), "note"));
    return lines;
  }
}
