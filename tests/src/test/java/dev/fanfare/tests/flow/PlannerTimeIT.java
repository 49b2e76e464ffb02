package dev.fanfare.tests.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.tests.faults.Calls;
import dev.fanfare.tests.faults.Effect;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A plan that takes longer than one call of the planner, with a Query for each of thousands of
 * users.
 */
@OnStack(StackKind.HURRIED)
class PlannerTimeIT {
  private static final int CONNECTED = 8;

  /** More users than a request can name. */
  private static final int TOO_MANY = 60_000;

  /** The number of listed users. The test doubles it until the planner needs several calls. */
  private static int listed = 2_000;

  @Test
  void planner_outOfTime_continuesFromItsCursor(Flow flow) {
    flow.connect(flow.names("user", CONNECTED));

    Broadcast broadcast = runUntil(flow, history -> history.entered("PlanShards") > 1);

    assertThat(attempts(flow, broadcast)).as("attempts at planning").hasSize(1);
    assertThat(flow.broadcasts().objects(broadcast.id(), "plans/"))
        .as("invocations that were claimed: all but the first")
        .hasSize((int) History.of(broadcast).entered("PlanShards") - 1);
    assertDeliveredOnce(flow, broadcast);
  }

  @Test
  void planner_crashesInALaterCall_startsAgainWithoutLossOrRepetition(Flow flow) {
    flow.connect(flow.names("user", CONNECTED));
    flow.inject(
        Calls.nth(1, flow.calls("PlanShardsFunction").and(Calls.about("\"invocation\":1"))),
        Effect.crashAfter());

    Broadcast broadcast = runUntil(flow, history -> history.count("TaskFailed") > 0);

    assertThat(attempts(flow, broadcast)).as("attempts at planning").hasSize(2);
    assertDeliveredOnce(flow, broadcast);
  }

  /** Sends a message to more and more users until its history meets the condition. */
  private static Broadcast runUntil(Flow flow, Predicate<History> wanted) {
    for (; listed < TOO_MANY; listed *= 2) {
      // Half of the connected users come first in the list, the other half last.
      List<String> users =
          Stream.of(
                  flow.names("user", CONNECTED / 2),
                  flow.names("-", listed),
                  flow.names("user", CONNECTED))
              .flatMap(List::stream)
              .toList();
      Broadcast broadcast = flow.broadcasts().run(Requests.toUsers(users, "\"" + listed + "\""));
      if (wanted.test(History.of(broadcast))) {
        return broadcast.succeeded();
      }
    }
    throw new AssertionError("this planner is never out of time");
  }

  private static Set<String> attempts(Flow flow, Broadcast broadcast) {
    return Stream.of("shards/", "plans/")
        .flatMap(folder -> flow.broadcasts().objects(broadcast.id(), folder).stream())
        .map(key -> key.split("/")[3])
        .collect(Collectors.toSet());
  }

  private static void assertDeliveredOnce(Flow flow, Broadcast broadcast) {
    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", (long) CONNECTED));
    String message = "\"" + listed + "\"";
    assertThat(flow.received())
        .hasSize(CONNECTED)
        .allSatisfy(client -> assertThat(client.texts()).containsOnlyOnce(message));
  }
}
