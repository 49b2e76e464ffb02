package dev.fanfare.tests.flow;

import static dev.fanfare.tests.flow.Requests.toEveryone;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.local.apigateway.PostFaults;
import dev.fanfare.tables.ConnectionRow;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Two causes of 429 that the pusher must tell apart. The gateway accepts 300 posts a second here,
 * while the pushers assume 1,000.
 */
@OnStack(StackKind.THROTTLED)
@Order(Slow.FIRST)
class ThrottleIT {
  private static final String DATA = "\"hello\"";
  private static final AttributeValue NEVER = AttributeValue.fromN("0");

  @Test
  void throttle_clientDoesNotRead_isSlowAndDelaysNobody(Flow flow) throws Exception {
    String deaf = flow.name("deaf");
    flow.connect(flow.names("early", 50));
    try (var client = new DeafClient(flow.shared().stack().endpoints().sockets(), deaf)) {
      flow.connect(flow.names("late", 100));
      String id = flow.rows().connections(deaf).get(0).get(ConnectionRow.CONNECTION_ID).s();
      DeafClient.fill(flow.shared().stack().endpoints().connections(), id);
      AttributeValue halvedBefore = halvedAt(flow);
      PostLog log = flow.strikePosts(PostFaults.NONE);

      Broadcast broadcast = flow.broadcasts().run("{\"data\":%s,\"rate\":100}".formatted(DATA));

      assertThat(broadcast.status()).isEqualTo("FAILED");
      assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", 150L, "slow", 1L));
      assertThat(broadcast.figure("missed")).isEqualTo(1);
      var posts = log.connections();
      assertThat(posts.subList(0, 151))
          .as("first posts, before any second")
          .doesNotHaveDuplicates();
      assertThat(posts.subList(151, posts.size())).containsOnly(id).hasSize(4);
      assertThat(halvedAt(flow)).isEqualTo(halvedBefore);
    }
    flow.assertReceived(DATA, user -> true);
  }

  @Test
  void throttle_quotaBelowTheBudget_halvesTheBudgetAndReachesEverybody(Flow flow) {
    flow.connect(flow.names("user", 600));
    AttributeValue halvedBefore = halvedAt(flow);

    Broadcast broadcast = flow.broadcasts().run(toEveryone(DATA)).succeeded();

    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", 600L));
    assertThat(broadcast.report().get("posts").asLong())
        .as("posts, 429s included")
        .isGreaterThan(600);
    assertThat(halvedAt(flow)).isNotEqualTo(halvedBefore);
    flow.assertReceived(DATA, user -> true);
  }

  private static AttributeValue halvedAt(Flow flow) {
    return flow.rows().budgetLevel().getOrDefault("halved_at", NEVER);
  }
}
