package dev.fanfare.tests.flow;

import static dev.fanfare.tests.flow.Requests.toEveryone;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.tests.faults.Calls;
import dev.fanfare.tests.faults.Effect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A shard that takes longer than one call of the pusher, at 20 posts a second for 3 of its 4
 * seconds. Shards have 100 lines.
 */
@OnStack(StackKind.HURRIED)
@Order(Slow.FIRST)
class PusherTimeIT {

  @ParameterizedTest
  @ValueSource(ints = {80, 101})
  void pusher_outOfTime_isCalledAgainAndRepeatsNothing(int clients, Flow flow) {
    flow.connect(flow.names("user", clients));

    Broadcast broadcast = flow.broadcasts().run(toEveryone("1")).succeeded();

    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", (long) clients));
    assertThat(broadcast.report().get("posts").asLong()).isEqualTo(clients);
    assertThat(History.of(broadcast).entered("PushOnlyShard") > 1).isEqualTo(clients <= 100);
    assertThat(History.ofChildren(broadcast).stream().anyMatch(c -> c.entered("PushShard") > 1))
        .isEqualTo(clients > 100);
    flow.assertReceived("1", user -> true);
  }

  @Test
  void client_postedToWhileConnecting_getsTheMessageOnceOpen(Flow flow) {
    String ann = flow.name("ann");
    var open = new CompletableFuture<Void>();
    flow.inject(flow.calls("ConnectFunction"), Effect.answerAfter(() -> open));
    var connecting = flow.connecting(List.of(ann));
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> flow.rows().connections(ann).size() == 1);
    // The first pusher runs out of time while the client is still connecting.
    flow.inject(
        Calls.nth(2, flow.calls("PushShardFunction")),
        invocation -> {
          open.complete(null);
          return connecting.thenCompose(connected -> invocation.get());
        });

    Broadcast broadcast = flow.broadcasts().run(toEveryone("1")).succeeded();

    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", 1L));
    assertThat(broadcast.figure("pruned")).isZero();
    assertThat(broadcast.report().get("posts").asLong())
        .as("posts, 410s included")
        .isGreaterThan(1);
    assertThat(flow.rows().stale(broadcast.id())).isEmpty();
    assertThat(flow.rows().connections(ann)).hasSize(1);
    flow.assertReceived("1", user -> true);
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 101})
  void broadcast_ttlEndsWhilePushing_countsTheRestAsExpired(int clients, Flow flow) {
    flow.connect(flow.names("user", clients));

    Broadcast broadcast = flow.broadcasts().run("{\"data\":1,\"ttl_seconds\":2}").succeeded();

    assertThat(broadcast.planned()).isEqualTo(clients);
    assertThat(broadcast.outcomes()).containsKey("expired");
    long received = flow.received().stream().filter(client -> client.receivedCount() == 1).count();
    assertThat(received).isEqualTo(broadcast.outcomes().getOrDefault("delivered", 0L));
    assertThat(flow.received()).allMatch(client -> client.receivedCount() <= 1);
  }

  @Test
  void broadcast_expiredBeforeItStarts_reachesNobody(Flow flow) {
    flow.connect(flow.names("user", 3));

    Broadcast broadcast =
        flow.broadcasts().run("{\"data\":1,\"expires_at\":\"2020-01-01T00:00:00Z\"}").succeeded();

    assertThat(broadcast.outcomes()).isEqualTo(Map.of("expired", 3L));
    flow.assertReceived("", user -> false);
  }
}
