package dev.fanfare.tests.flow;

import static dev.fanfare.tests.flow.Requests.toUsers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.tests.faults.Calls;
import dev.fanfare.tests.faults.Effect;
import org.junit.jupiter.api.Test;

/** A topic delivers requests straight to a function. */
@OnStack(StackKind.ALL_SOURCES)
class FromTopicIT {

  @Test
  void publish_toTheFunction_isBroadcastOnceWithTheTopicsMessageId(Flow flow) {
    flow.connect(flow.names("user", 3));

    String id = new Topics(flow.shared()).publish(toUsers(flow.names("user", 2), "\"straight\""));

    flow.broadcasts().await(id).succeeded();
    assertThat(flow.broadcasts().executions(id)).isEqualTo(1);
    flow.assertReceived("\"straight\"", user -> !user.equals(flow.name("user3")));
  }

  @Test
  void publish_deliveredTwice_isBroadcastOnce(Flow flow) {
    flow.connect(flow.names("user", 1));
    flow.inject(
        flow.calls("StartFromTopicFunction").and(Calls.about(flow.name("user"))),
        Effect.deliverTwice());

    String id = new Topics(flow.shared()).publish(toUsers(flow.names("user", 1), "\"once\""));

    flow.broadcasts().await(id).succeeded();
    flow.assertReceived("\"once\"", user -> true);
  }

  /** The request as published, so that an operator can correct it and send it again. */
  @Test
  void publish_invalidRequest_becomesADeadLetterAsPublished(Flow flow) {
    String bad = "{\"exclude_user\":[\"%s\"],\"data\":1}".formatted(flow.name("user1"));

    String id = new Topics(flow.shared()).publish(bad);

    assertThat(flow.deadLetters().take(1)).containsExactly(bad);
    assertThat(flow.broadcasts().isUntouched(id)).isTrue();
  }
}
