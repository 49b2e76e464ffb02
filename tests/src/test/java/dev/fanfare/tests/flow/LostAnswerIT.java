package dev.fanfare.tests.flow;

import static dev.fanfare.tests.flow.Requests.toEveryone;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.devtools.load.ClientSnapshot;
import dev.fanfare.local.apigateway.PostFault;
import dev.fanfare.local.faults.PostFaultShares;
import dev.fanfare.local.faults.SeededPostFaults;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * At-least-once delivery: if an answer is lost, the pusher cannot know whether the message arrived.
 */
@OnStack(StackKind.SMALL_SHARDS)
class LostAnswerIT {

  @Test
  void post_lostAnswer_isRepeatedAndArrivesTwice(Flow flow) {
    flow.connect(flow.names("user", 30));
    PostLog log =
        flow.strikePosts(new SeededPostFaults(PostFaultShares.parse("lost=20,slow=10"), 7));

    Broadcast broadcast = flow.broadcasts().run(toEveryone("1")).succeeded();

    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", 30L));
    assertThat(log.percent(PostFault.LOST_ANSWER)).isPositive();
    assertThat(log.percent(PostFault.SLOW)).isPositive();
    assertThat(flow.received()).allMatch(client -> client.receivedCount() >= 1);
    assertThat(flow.received().stream().mapToInt(ClientSnapshot::receivedCount).sum())
        .as("one message for each post, and no other")
        .isEqualTo(log.entries().size());
  }
}
