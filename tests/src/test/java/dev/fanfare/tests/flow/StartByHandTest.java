package dev.fanfare.tests.flow;

import static dev.fanfare.tests.flow.Requests.toUsers;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The state machine takes the very JSON that the queue takes. */
@OnStack(StackKind.SMALL_SHARDS)
class StartByHandTest {

  @Test
  void startExecution_requestAsInput_isBroadcast(Flow flow) {
    flow.connect(flow.names("user", 3));

    Broadcast broadcast =
        flow.broadcasts()
            .runByHand(flow.name("by-hand"), toUsers(flow.names("user", 2), "[\"hello\"]"))
            .succeeded();

    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", 2L));
    flow.assertReceived("[\"hello\"]", user -> !user.equals(flow.name("user3")));
  }

  @Test
  void startExecution_badRequestAsInput_failsNamingTheField(Flow flow) {
    flow.connect(flow.names("user", 1));

    Broadcast broadcast =
        flow.broadcasts().runByHand(flow.name("bad"), "{\"exclude_user\":[\"eve\"],\"data\":1}");

    assertThat(broadcast.status()).isEqualTo("FAILED");
    assertThat(broadcast.execution().error()).isEqualTo("BroadcastIncomplete");
    assertThat(broadcast.execution().cause())
        .startsWith("PlanShards: dev.fanfare.broadcast.InvalidRequestException: ")
        .contains("exclude_user")
        .contains("an unknown field")
        .contains("exclude_users");
    flow.assertReceived("", user -> false);
  }
}
