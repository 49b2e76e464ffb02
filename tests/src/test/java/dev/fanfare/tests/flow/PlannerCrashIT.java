package dev.fanfare.tests.flow;

import static dev.fanfare.tests.flow.Requests.toEveryone;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.tests.faults.Calls;
import dev.fanfare.tests.faults.Effect;
import java.util.Map;
import org.junit.jupiter.api.Test;

@OnStack(StackKind.SMALL_SHARDS)
class PlannerCrashIT {

  @Test
  void planner_crashesAfterWritingShards_isRetriedWithoutLossOrRepetition(Flow flow) {
    flow.connect(flow.names("user", 25));
    flow.inject(Calls.nth(1, flow.calls("PlanShardsFunction")), Effect.crashAfter());

    Broadcast broadcast = flow.broadcasts().run(toEveryone("1")).succeeded();

    assertThat(flow.broadcasts().objects(broadcast.id(), "shards/"))
        .as("shards of both tries")
        .hasSize(6);
    assertThat(broadcast.figure("shards")).isEqualTo(3);
    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", 25L));
    flow.assertReceived("1", user -> true);
  }
}
