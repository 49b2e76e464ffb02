package dev.fanfare.tests.flow;

import static dev.fanfare.tests.flow.Requests.toEveryone;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.tests.project.Project;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A reserved concurrency that is too small for a broadcast's pushers. */
@OnStack(StackKind.GUARDED)
class ReservationIT {

  @Test
  void broadcast_morePushersThanReserved_isPostedByTheReservedOnes(Flow flow) {
    flow.connect(flow.names("user", 30));
    flow.rows().addConnections(flow.names("nobody", 20));

    Broadcast broadcast = flow.broadcasts().run(toEveryone("1")).succeeded();

    flow.rows().deleteConnections();
    assertThat(refusals(broadcast)).isPositive();
    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", 30L, "stale", 20L));
    flow.assertReceived("1", user -> true);
  }

  /** The number of refused invocations, each of which Step Functions retried after a pause. */
  private static long refusals(Broadcast broadcast) {
    return History.ofChildren(broadcast).stream()
        .flatMap(child -> child.events().stream())
        .filter(event -> event.taskFailedEventDetails() != null)
        .filter(
            event ->
                event.taskFailedEventDetails().error().equals("Lambda.TooManyRequestsException"))
        .count();
  }

  @Test
  void doctor_reservations_reportsTooSmallOnesAndTheRest(Flow flow) {
    ToolCall call = ToolCall.of(flow, "doctor", "--checkout=" + Project.FOLDER);

    assertThat(call.exitCode()).isEqualTo(1);
    assertThat(call.out())
        .contains(
            "ReservedForPushing is 1, and PushConcurrency is 3",
            "-> deploy with ReservedForPushing=3 or more")
        .containsPattern(
            "the reservations of PushShard \\(1\\), Connect and Authorize \\(30 each\\) leave \\d+ of")
        .containsPattern("OK +quotas +ActionRate is 1 messages/s of each action");
  }
}
