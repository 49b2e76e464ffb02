package dev.fanfare.tests.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.local.apigateway.PostFaults;
import dev.fanfare.local.faults.PostFaultShares;
import dev.fanfare.local.faults.SeededPostFaults;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * A cancel may come before the plan, while shards are pushed, between rounds, or in the last round.
 * In each case posts stop within two seconds, the books balance, and the broadcast ends soon. A
 * shard has ten lines. The connections have no clients, because the test only counts posts.
 */
@OnStack(StackKind.SMALL_SHARDS)
class CancelMomentsIT {
  private static final int MOMENTS = Integer.getInteger("fanfare.cancels", 5);
  private static final int CONNECTIONS = 60;

  /** The limit that the documentation promises. A pusher checks the flag once a second. */
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(2);

  /** Less than an uncancelled broadcast takes. The end of a broadcast needs a second or two. */
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(15);

  /** Longer than a broadcast takes, so some cancels arrive in the last round or too late. */
  private static final int LATEST_MILLIS = 6_000;

  @Test
  void cancel_atAnyMoment_stopsWithinTwoSecondsAndBalances(Flow flow) {
    var random = new Random(11);
    for (int i = 0; i < MOMENTS; i++) {
      cancelAfter(random.nextInt(LATEST_MILLIS), flow, flow.name("sale" + i), i);
    }
  }

  private static void cancelAfter(long millis, Flow flow, String id, int seed) {
    var lastPost = new AtomicReference<>(Instant.EPOCH);
    // Six posts in ten fail: of 60 connections about five need a second round.
    var failing = new SeededPostFaults(PostFaultShares.parse("5xx=60"), seed);
    PostFaults watched =
        post -> {
          lastPost.set(Instant.now());
          return failing.strike(post);
        };
    flow.strikePosts(watched);
    flow.rows().addConnections(flow.names("nobody", CONNECTIONS));

    flow.broadcasts().send("{\"id\":\"%s\",\"data\":1,\"rate\":60}".formatted(id));
    letPass(millis);
    Instant cancelled = Instant.now();
    flow.broadcasts().cancel(id);
    Broadcast broadcast = flow.broadcasts().await(id);
    Instant ended = Instant.now();
    flow.rows().deleteConnections();

    assertThat(lastPost.get())
        .as("last post of the broadcast cancelled after %d ms", millis)
        .isBefore(cancelled.plus(STOPS_WITHIN));
    assertThat(ended)
        .as("end, cancelled after %d ms", millis)
        .isBefore(cancelled.plus(ENDS_WITHIN));
    assertThat(broadcast.planned()).isEqualTo(CONNECTIONS);
    assertThat(broadcast.outcomes().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(CONNECTIONS);
  }

  private static void letPass(long millis) {
    CompletableFuture.runAsync(
            () -> {}, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS))
        .join();
  }
}
