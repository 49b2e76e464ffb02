package dev.fanfare.cli.broadcasts;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One state of the state machine in one execution, with all its visits added up. Its JSON is one
 * flat object.
 *
 * @param kind Task, Map, Choice, Wait, Pass, Succeed or Fail
 * @param status RUNNING, SUCCEEDED, or FAILED if the last attempt failed, even if the error was
 *     caught
 * @param trouble the last error and its cause; null if nothing failed
 */
public record Step(
    String name,
    String kind,
    String status,
    @JsonUnwrapped Counts counts,
    @JsonUnwrapped Times times,
    @Nullable String trouble) {

  /**
   * @param visits number of times the execution entered the state
   * @param attempts number of calls of its function; 0 for states without a function
   * @param failures attempts that failed, timed out or could not start
   */
  public record Counts(int visits, int attempts, int failures) {}

  /**
   * @param startedAt start of the first visit
   * @param endedAt end of the last visit; null while it lasts
   * @param tookMillis milliseconds in the state over all visits, up to the newest event
   */
  public record Times(String startedAt, @Nullable String endedAt, long tookMillis) {}

  /** Returns the states in the order in which the execution first entered them. */
  public static List<Step> of(List<HistoryRow> history) {
    if (history.isEmpty()) {
      return List.of();
    }
    Map<String, Visits> steps = new LinkedHashMap<>();
    for (HistoryRow row : history) {
      if (!row.state().isEmpty()) {
        steps.computeIfAbsent(row.state(), name -> new Visits(name, row.moment().at())).add(row);
      }
    }
    HistoryRow newest = history.get(history.size() - 1);
    return steps.values().stream().map(visits -> visits.step(newest)).toList();
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
        enteredMs = row.moment().ms();
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
        trouble =
            row.failure().cause() == null
                ? row.failure().error()
                : row.failure().error() + ": " + row.failure().cause();
      }
    }

    private void leave(HistoryRow row) {
      tookMillis += row.moment().ms() - enteredMs;
      enteredMs = -1;
      endedAt = row.moment().at();
    }

    private Step step(HistoryRow newest) {
      boolean isOpen = enteredMs >= 0;
      if (isOpen) {
        tookMillis += newest.moment().ms() - enteredMs;
      }
      boolean isStuck = isOpen && newest.isEnd();
      if (isStuck && kind.equals("Succeed")) {
        isOpen = false;
        isStuck = false;
      }
      String status = hasFailed || isStuck ? "FAILED" : isOpen ? "RUNNING" : "SUCCEEDED";
      return new Step(
          name,
          kind,
          status,
          new Counts(visits, attempts, failures),
          new Times(startedAt, endedAt, tookMillis),
          trouble);
    }
  }
}
