package dev.fanfare.tests.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fanfare.local.apigateway.PostFaults;
import dev.fanfare.tests.faults.Calls;
import dev.fanfare.tests.faults.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A cancel cuts long waits short: an hour until the next round, and hundreds of pending shards. */
@OnStack(StackKind.PATIENT)
@Order(Slow.FIRST)
class CancelledWaitIT {
  private static final int HUNDREDS = 3;

  /** One shard's pusher crashes, and its retries take longer than the posts of the other shard. */
  @Test
  void cancel_beforeTheRoundsEnd_skipsTheWait(Flow flow) {
    flow.connect(flow.names("user", 20));
    PostLog log = missOneShard(flow);
    String id = flow.name("sale");
    var begun = log.when(1, post -> true);

    flow.broadcasts().send("{\"id\":\"%s\",\"data\":1}".formatted(id));
    begun.join();
    flow.broadcasts().cancel(id);
    Broadcast broadcast = flow.broadcasts().await(id).succeeded();

    assertThat(History.of(broadcast).entered("WaitForRound")).isZero();
    assertThat(broadcast.outcomes().get("cancelled")).isGreaterThanOrEqualTo(10);
  }

  @Test
  void cancel_duringTheWait_endsWithinTheNextPartOfIt(Flow flow) {
    flow.connect(flow.names("user", 20));
    PostLog log = missOneShard(flow);
    String id = flow.name("sale");

    flow.broadcasts().send("{\"id\":\"%s\",\"data\":1}".formatted(id));
    await().atMost(Duration.ofSeconds(30)).until(() -> isWaiting(flow, id));
    flow.broadcasts().cancel(id);
    Broadcast broadcast = flow.broadcasts().await(id).succeeded();

    assertThat(History.of(broadcast).entered("WaitForRound")).isEqualTo(1);
    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", 10L, "cancelled", 10L));
    assertThat(log.entries()).hasSize(10);
    assertThat(broadcast.figure("rounds")).isEqualTo(2);
  }

  @Test
  void cancel_withHundredsOfPendingShards_endsSoon(Flow flow) {
    int planned = HUNDREDS * 1_000;
    flow.rows().addConnections(flow.names("nobody", planned));
    PostLog log = flow.strikePosts(PostFaults.NONE);
    String id = flow.name("sale");
    var begun = log.when(5, post -> true);

    flow.broadcasts().send("{\"id\":\"%s\",\"data\":1,\"rate\":20}".formatted(id));
    begun.join();
    flow.broadcasts().cancel(id);
    Instant cancelled = Instant.now();
    Broadcast broadcast = flow.broadcasts().await(id).succeeded();
    Instant ended = Instant.now();
    flow.rows().deleteConnections();

    assertThat(broadcast.planned()).isEqualTo(planned);
    assertThat(broadcast.outcomes().get("cancelled")).isGreaterThan(planned - 100);
    assertThat(flow.rows().progress(id))
        .hasSize(HUNDREDS * 100)
        .allMatch(row -> row.state().finished());
    // At 20 posts a second the shards that had not started would take minutes.
    assertThat(ended).isBefore(cancelled.plusSeconds(30));
  }

  private static PostLog missOneShard(Flow flow) {
    flow.inject(
        flow.calls("PushShardFunction").and(Calls.about("shards/")).and(Calls.about("00001.jsonl")),
        Effect.crashBefore());
    return flow.strikePosts(PostFaults.NONE);
  }

  private static boolean isWaiting(Flow flow, String id) {
    return flow.broadcasts().exists(id)
        && History.of(flow.shared(), flow.broadcasts().arn(id)).entered("WaitForRound") > 0;
  }
}
