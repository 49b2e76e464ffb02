package dev.fanfare.tests.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.local.apigateway.PostFaults;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A cancel stops a broadcast within two seconds. The broadcast has ten shards, three at a time. */
@OnStack(StackKind.SMALL_SHARDS)
class CancelIT {
  private static final int CLIENTS = 100;

  /** The limit that the documentation promises. A pusher checks the flag once a second. */
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(2);

  /** Twenty posts a second: all posts take five seconds. */
  private static final String SLOWLY = "{\"id\":\"%s\",\"data\":1,\"rate\":20%s}";

  @Test
  void cancel_whilePushing_stopsRunningAndPendingShards(Flow flow) {
    assertCancelledInTheMiddle(flow, "");
  }

  @Test
  void cancel_beforeItExpires_countsAsCancelled(Flow flow) {
    assertCancelledInTheMiddle(flow, ",\"ttl_seconds\":60");
  }

  private static void assertCancelledInTheMiddle(Flow flow, String more) {
    flow.connect(flow.names("user", CLIENTS));
    PostLog log = flow.strikePosts(PostFaults.NONE);
    String id = flow.name("sale");
    var middle = log.when(25, post -> true);

    flow.broadcasts().send(SLOWLY.formatted(id, more));
    middle.join();
    flow.broadcasts().cancel(id);
    Instant cancelled = Instant.now();
    Broadcast broadcast = flow.broadcasts().await(id).succeeded();

    long delivered = flow.received().stream().filter(client -> client.receivedCount() == 1).count();
    assertThat(delivered).isBetween(25L, CLIENTS - 20L);
    assertThat(flow.received()).allMatch(client -> client.receivedCount() <= 1);
    assertThat(lastArrival(flow)).isBefore(cancelled.plus(STOPS_WITHIN));
    assertThat(broadcast.outcomes())
        .isEqualTo(Map.of("delivered", delivered, "cancelled", CLIENTS - delivered));
    assertThat(broadcast.report().get("posts").asLong()).isEqualTo(delivered);
    assertThat(log.entries()).hasSize((int) delivered);
    assertThat(broadcast.figure("rounds")).isEqualTo(1);
    assertThat(broadcast.figure("missed")).isZero();
    assertThat(broadcast.report().get("complete").asBoolean()).isTrue();
  }

  private static Instant lastArrival(Flow flow) {
    long micros =
        flow.received().stream()
            .flatMapToLong(client -> client.firstArrivalMicros().stream())
            .max()
            .orElseThrow();
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  @Test
  void cancel_beforeTheStartAndAfterExpiry_reachesNobody(Flow flow) {
    flow.connect(flow.names("user", 25));
    PostLog log = flow.strikePosts(PostFaults.NONE);
    String id = flow.name("sale");
    flow.broadcasts().cancel(id);

    flow.broadcasts().send(SLOWLY.formatted(id, ",\"expires_at\":\"2020-01-01T00:00:00Z\""));
    Broadcast broadcast = flow.broadcasts().await(id).succeeded();

    assertThat(broadcast.outcomes()).isEqualTo(Map.of("cancelled", 25L));
    assertThat(log.entries()).isEmpty();
    flow.assertReceived("", user -> false);
  }
}
