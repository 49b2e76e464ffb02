package dev.fanfare.cli.broadcasts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepTest {
  private final List<HistoryRow> history = new ArrayList<>();

  @Test
  void of_visitsAndRetries_areAddedUp() {
    row(0, "ExecutionStarted", "");
    row(5, "TaskStateEntered", "PlanShards");
    row(6, "TaskScheduled", "PlanShards");
    row(7, "TaskFailed", "PlanShards");
    row(8, "TaskScheduled", "PlanShards");
    row(9, "TaskSucceeded", "PlanShards");
    row(10, "TaskStateExited", "PlanShards");
    row(20, "TaskStateEntered", "PlanShards");
    row(21, "TaskScheduled", "PlanShards");
    row(50, "TaskStateExited", "PlanShards");
    row(51, "MapStateEntered", "PushShards");
    row(61, "MapRunStarted", "PushShards");

    List<Step> steps = Step.of(history);

    assertThat(steps).extracting(Step::name).containsExactly("PlanShards", "PushShards");
    Step plan = steps.get(0);
    assertThat(plan.status()).isEqualTo("SUCCEEDED");
    assertThat(plan.kind()).isEqualTo("Task");
    assertThat(plan.counts().visits()).isEqualTo(2);
    assertThat(plan.counts().attempts()).isEqualTo(3);
    assertThat(plan.counts().failures()).isEqualTo(1);
    assertThat(plan.times().tookMillis()).isEqualTo(35);
    assertThat(steps.get(1).status()).isEqualTo("RUNNING");
    assertThat(steps.get(1).times().endedAt()).isNull();
    assertThat(steps.get(1).times().tookMillis()).isEqualTo(10);
  }

  @Test
  void of_failState_hasFailed() {
    row(0, "TaskStateEntered", "PlanShards");
    row(1, "TaskScheduled", "PlanShards");
    row(2, "TaskTimedOut", "PlanShards");
    row(3, "TaskStateExited", "PlanShards");
    row(4, "FailStateEntered", "BroadcastIncomplete");
    row(5, "ExecutionFailed", "");

    assertThat(Step.of(history)).extracting(Step::status).containsExactly("FAILED", "FAILED");
    assertThat(Step.of(history).get(0).trouble()).isEqualTo("oops: because");
    assertThat(Step.of(List.of())).isEmpty();
  }

  private void row(long ms, String type, String state) {
    boolean isFailure = type.endsWith("Failed") || type.endsWith("TimedOut");
    history.add(
        new HistoryRow(
            new HistoryRow.Moment(history.size() + 1, history.size(), "at " + ms, ms),
            type,
            state,
            "",
            new HistoryRow.Data(null, null),
            new HistoryRow.Failure(isFailure ? "oops" : null, isFailure ? "because" : null)));
  }
}
