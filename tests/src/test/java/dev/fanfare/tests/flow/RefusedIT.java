package dev.fanfare.tests.flow;

import static dev.fanfare.tests.flow.Requests.toEveryone;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.local.apigateway.PostFault;
import dev.fanfare.local.apigateway.PostFaults;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A refused post would be refused again. So the connection counts as missed, and no later round
 * posts to it; {@code resend} does. There are two rounds.
 */
@OnStack(StackKind.SMALL_SHARDS)
class RefusedIT {
  static final String MALFORMED = "malformed";

  /** No client has this connection, so no client disconnects it. */
  @AfterEach
  void forgetTheMalformed(Flow flow) {
    flow.received();
    flow.rows().deleteConnections();
  }

  @Test
  void onlyRefused_isMissedWithoutAnotherRound(Flow flow) {
    flow.connect(flow.names("user", 3));
    flow.rows().addConnection(flow.name("broken"), MALFORMED);
    PostLog log = flow.strikePosts(PostFaults.NONE);

    Broadcast broadcast = flow.broadcasts().run(toEveryone("1"));

    assertThat(broadcast.status()).isEqualTo("FAILED");
    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", 3L, "refused", 1L));
    assertThat(broadcast.figure("missed")).isEqualTo(1);
    assertThat(broadcast.figure("rounds")).isEqualTo(1);
    assertThat(broadcast.report().get("missed").asLong()).isEqualTo(1);
    assertThat(log.connections()).containsOnlyOnce(MALFORMED).hasSize(4);
  }

  @Test
  void refusedAndUnreachable_refusedIsPostedToOnceAndResentLater(Flow flow) {
    List<String> users = flow.names("user", 25);
    flow.connect(users);
    flow.rows().addConnection(flow.name("broken"), MALFORMED);
    String unlucky = flow.connectionIds(users.get(0)).get(0);
    PostLog log =
        flow.strikePosts(
            post ->
                post.connectionId().equals(unlucky) ? PostFault.INTERNAL_ERROR : PostFault.NONE);

    Broadcast sale = flow.broadcasts().run(toEveryone("1"));

    assertThat(sale.outcomes())
        .isEqualTo(Map.of("delivered", 24L, "refused", 1L, "unreachable", 1L));
    assertThat(sale.figure("missed")).isEqualTo(2);
    assertThat(sale.figure("rounds")).isEqualTo(2);
    assertThat(log.connections()).containsOnlyOnce(MALFORMED);

    flow.strikePosts(PostFaults.NONE);
    Broadcast resend = flow.broadcasts().run("{\"resend_of\":\"%s\"}".formatted(sale.id()));

    assertThat(resend.planned()).isEqualTo(2);
    assertThat(resend.outcomes()).isEqualTo(Map.of("delivered", 1L, "refused", 1L));
    flow.assertReceived("1", users::contains);
  }
}
