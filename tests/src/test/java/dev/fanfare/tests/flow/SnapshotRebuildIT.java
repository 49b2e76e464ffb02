package dev.fanfare.tests.flow;

import static dev.fanfare.tests.flow.Requests.toEveryone;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.handlers.KeepWarm;
import dev.fanfare.local.scheduler.ScheduleSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The first broadcast after weeks, and the schedules that prevent the delay. */
@OnStack(StackKind.QUIET_FOR_WEEKS)
class SnapshotRebuildIT {
  private static final String DATA = "\"hello\"";

  @Test
  void broadcast_whileSnapshotsAreRebuilt_missesNobody(Flow flow) {
    flow.connect(flow.names("user", 30));

    Broadcast broadcast = flow.broadcasts().run(toEveryone(DATA)).succeeded();

    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", 30L));
    assertThat(broadcast.figure("missed")).isZero();
    assertThat(broadcast.figure("rounds")).isEqualTo(1);
    flow.assertReceived(DATA, user -> true);
  }

  @Test
  void keepWarm_everyScheduledFunction_answersNothing(Flow flow) {
    var template = flow.shared().stack().template();

    assertThat(template.all(ScheduleSpec.class))
        .filteredOn(schedule -> schedule.target().input().equals(KeepWarm.EVENT))
        .extracting(schedule -> schedule.target().arn())
        .hasSize(5)
        .filteredOn(arn -> !arn.contains("PushShard"))
        .allSatisfy(
            arn ->
                assertThat(
                        new JsonCalls(flow.shared()).invokeFunction(arn, KeepWarm.EVENT).isNull())
                    .isTrue());
  }
}
