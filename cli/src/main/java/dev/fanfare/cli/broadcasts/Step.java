package dev.fanfare.cli.broadcasts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One state of the machine as an execution went through it, all its visits together.
 *
 * @param kind Task, Map, Choice, Wait, Pass, Succeed or Fail
 * @param status RUNNING, SUCCEEDED, or FAILED when its last attempt failed, be it caught or not
 * @param visits how often it was entered
 * @param attempts calls of its function; none for states that call none
 * @param failures attempts that failed, timed out or did not come about
 * @param startedAt of the first visit
 * @param endedAt of the last visit; null while it lasts
 * @param tookMillis the time inside the state, all visits together, up to the newest event
 * @param trouble the last error and its cause; null when nothing failed
 */
public record Step(
    String name,
    String kind,
    String status,
    int visits,
    int attempts,
    int failures,
    String startedAt,
    @Nullable String endedAt,
    long tookMillis,
    @Nullable String trouble) {

  /** The states in the order in which they were first entered. */
  public static List<Step> of(List<HistoryRow> history) {
    if (history.isEmpty()) {
      return List.of();
    }
    Map<String, Visits> steps = new LinkedHashMap<>();
    for (HistoryRow row : history) {
      if (!row.state().isEmpty()) {
        steps.computeIfAbsent(row.state(), name -> new Visits(name, row.at())).add(row);
      }
    }
    HistoryRow newest = history.get(history.size() - 1);
    var told = new ArrayList<Step>();
    steps.values().forEach(visits -> told.add(visits.step(newest)));
    return told;
  }

  private static final class Visits {
    private final String name;
    private String kind = "";
    private int visits;
    private int attempts;
    private int failures;
    private boolean hasFailed;
    private final String startedAt;
    private @Nullable String endedAt;
    private long enteredMs = -1;
    private long tookMillis;
    private @Nullable String trouble;

    private Visits(String name, String startedAt) {
      this.name = name;
      this.startedAt = startedAt;
    }

    private void add(HistoryRow row) {
      if (row.type().endsWith("StateEntered")) {
        kind = row.type().replace("StateEntered", "");
        visits++;
        enteredMs = row.ms();
        endedAt = null;
        hasFailed = false;
      } else if (row.type().endsWith("StateExited")) {
        leave(row);
      } else if (row.type().equals("TaskScheduled")) {
        attempts++;
        hasFailed = false;
      } else if (row.type()
          .matches("(Task|Map|MapRun).*(Failed|TimedOut|Aborted)|EvaluationFailed")) {
        failures++;
        hasFailed = true;
        trouble = row.cause() == null ? row.error() : row.error() + ": " + row.cause();
      }
    }

    private void leave(HistoryRow row) {
      tookMillis += row.ms() - enteredMs;
      enteredMs = -1;
      endedAt = row.at();
    }

    private Step step(HistoryRow newest) {
      boolean isOpen = enteredMs >= 0;
      if (isOpen) {
        tookMillis += newest.ms() - enteredMs;
      }
      boolean isStuck = isOpen && newest.isEnd();
      if (isStuck && kind.equals("Succeed")) {
        isOpen = false;
        isStuck = false;
      }
      String status = hasFailed || isStuck ? "FAILED" : isOpen ? "RUNNING" : "SUCCEEDED";
      return new Step(
          name, kind, status, visits, attempts, failures, startedAt, endedAt, tookMillis, trouble);
    }
  }
}
