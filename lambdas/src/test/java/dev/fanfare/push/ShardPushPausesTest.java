package dev.fanfare.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.fanfare.broadcast.Books;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.broadcast.Progress;
import dev.fanfare.push.transport.PostResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How long a push waits before it posts to a connection again, and what ends that wait. */
class ShardPushPausesTest extends OnShardPush {
  private static final int CONNECTIONS = 200;
  private static final long MILLI = 1_000_000;

  @BeforeEach
  void postAtOnce() {
    rate = 1e9;
    settings = new PushSettings(1_000, 5, Duration.ofSeconds(5), BackOff.DEFAULT);
  }

  @ParameterizedTest
  @EnumSource(
      value = PostResult.Kind.class,
      names = {"FAILED", "THROTTLED"})
  void run_eachFailureOfAConnection_doublesTheMeanPause(PostResult.Kind kind) throws Exception {
    endpoint =
        (id, tried) ->
            tried == 4
                ? PostResult.ACCEPTED
                : kind == PostResult.Kind.FAILED
                    ? PostResult.failed("reset")
                    : PostResult.THROTTLED;

    run(shard(CONNECTIONS, OLD), Progress.START);

    // Between zero and a maximum of 100 ms, then 200, 400 and 800.
    long ceiling = 100 * MILLI;
    for (int failures = 1; failures <= 4; failures++, ceiling *= 2) {
      List<Long> pauses = pausesAfter(failures);
      assertThat(pauses).hasSize(CONNECTIONS).allMatch(nanos -> nanos >= 0);
      assertThat(pauses.stream().mapToLong(Long::longValue).max().orElseThrow())
          .isBetween(ceiling * 8 / 10, ceiling + MILLI);
      assertThat(pauses.stream().mapToLong(Long::longValue).average().orElseThrow())
          .isBetween(ceiling * 0.4, ceiling * 0.6);
    }
  }

  /** Between one sixteenth and three sixteenths of five seconds. */
  @Test
  void run_goneWhileYoung_isRetriedAboutEightTimesWhileYoung() throws Exception {
    long now = START.toEpochMilli();
    endpoint = (id, tried) -> tried == 0 ? PostResult.GONE : PostResult.ACCEPTED;

    Progress reached = run(shard(CONNECTIONS, now), Progress.START);

    assertThat(reached.books()).isEqualTo(Books.EMPTY.plus(Outcome.DELIVERED, CONNECTIONS));
    List<Long> pauses = pausesAfter(1);
    assertThat(pauses).allMatch(nanos -> nanos >= 312 * MILLI && nanos <= 938 * MILLI);
    assertThat(pauses.stream().mapToLong(Long::longValue).average().orElseThrow())
        .isBetween(580.0 * MILLI, 670.0 * MILLI);
  }

  /** Posts to a connection that is a millisecond younger than the limit, or exactly as old. */
  @Test
  void run_goneWhenNoLongerYoung_isStale() throws Exception {
    long atTheLimit = START.minusSeconds(5).toEpochMilli();
    endpoint = (id, tried) -> tried == 0 ? PostResult.GONE : PostResult.ACCEPTED;

    Progress atLimit = run(shard(1, atTheLimit), Progress.START);
    tries.clear();
    long younger = START.plusNanos(time.nanos()).minusSeconds(5).toEpochMilli() + 1;
    Progress belowIt = run(shard(1, younger), Progress.START);

    assertThat(atLimit.books()).isEqualTo(Books.EMPTY.plus(Outcome.STALE, 1));
    assertThat(belowIt.books()).isEqualTo(Books.EMPTY.plus(Outcome.DELIVERED, 1));
  }

  @Test
  void run_cancelledWhileSomeWait_countsThemAsCancelled() throws Exception {
    long now = START.toEpochMilli();
    endpoint =
        (id, tried) ->
            switch (Integer.parseInt(id.substring(1)) % 4) {
              case 0 -> PostResult.failed("reset");
              case 1 -> PostResult.THROTTLED;
              case 2 -> PostResult.GONE;
              default -> PostResult.ACCEPTED;
            };
    boolean[] cancelled = new boolean[1];
    time.after(LATENCY, () -> cancelled[0] = true);
    ends =
        new PushSettings.Ends(Optional.empty(), () -> cancelled[0], 1_000 * SECOND, 1_001 * SECOND);

    Progress reached = run(shard(CONNECTIONS, now), Progress.START);

    assertThat(reached.books())
        .isEqualTo(
            Books.EMPTY
                .plus(Outcome.DELIVERED, CONNECTIONS / 4)
                .plus(Outcome.CANCELLED, CONNECTIONS * 3 / 4));
    assertThat(reached.pending()).isEmpty();
    assertThat(reached.failures()).isEmpty();
    assertThat(reached.posts()).isEqualTo(CONNECTIONS);
    assertThat(time.nanos()).isLessThan(SECOND);
  }

  @Test
  void run_noTimeAtAll_postsNothingAndKeepsThePendingLines() throws Exception {
    ends = new PushSettings.Ends(Optional.empty(), () -> false, time.nanos(), SECOND);
    var before = new Progress(5, "0,3", Map.of(20, "3"), Map.of("delivered", 3L), Map.of(), 5, "");

    Progress reached = run(shard(10, OLD), before);

    assertThat(posts).isEmpty();
    assertThat(reached.offset()).isEqualTo(5);
    assertThat(reached.pending()).isEqualTo("0,3");
    assertThat(reached.failures()).isEqualTo(Map.of(20, "3"));
  }

  @Test
  void run_unreachable_isReportedWithItsConnectionAndDetail() throws Exception {
    endpoint = (id, tried) -> PostResult.failed("reset");
    var seen = new ArrayList<Long>();
    ShardPush push = push(shard(1, OLD), Progress.START);
    push.watchedBy((nanos, books) -> seen.add(books.posts()));

    Progress reached = push.run();

    assertThat(reached.books()).isEqualTo(Books.EMPTY.plus(Outcome.UNREACHABLE, 1));
    assertThat(push.troubles().lines()).containsExactly("1 connections unreachable: c0 (reset)");
    assertThat(seen).contains(0L, 1L, 2L, 3L, 4L);
  }

  @Test
  void run_responses_areTimedFromTheirPosts() throws Exception {
    time.pause(60_000);

    Progress reached = run(shard(10, OLD), Progress.START);

    var latency = Latency.decode(reached.latency());
    assertThat(latency.getTotalCount()).isEqualTo(10);
    assertThat(latency.getMean()).isCloseTo(LATENCY / 1_000.0, withinPercentage(2));
  }

  /** The time from the answer to a connection's n-th post until its next post. */
  private List<Long> pausesAfter(int failures) {
    var times = new HashMap<String, List<Long>>();
    for (int i = 0; i < posts.size(); i++) {
      times.computeIfAbsent(posts.get(i), none -> new ArrayList<>()).add(postedAt.get(i));
    }
    return times.values().stream()
        .map(at -> at.get(failures) - at.get(failures - 1) - LATENCY)
        .toList();
  }
}
