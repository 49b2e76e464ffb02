package dev.fanfare.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.broadcast.Books;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.broadcast.Progress;
import dev.fanfare.push.transport.PostResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The outcome of each connection of a shard, and the pace of the posts. */
class ShardPushTest extends OnShardPush {

  @Test
  void run_allAccepted_deliversEveryLineOnceInOrder() throws Exception {
    Progress reached = run(shard(100, OLD), Progress.START);

    assertThat(reached.books()).isEqualTo(Books.EMPTY.plus(Outcome.DELIVERED, 100));
    assertThat(reached.offset()).isEqualTo(100);
    assertThat(reached.pending()).isEmpty();
    assertThat(reached.undelivered()).isEmpty();
    assertThat(posts).doesNotHaveDuplicates().hasSize(100).startsWith("c0", "c1", "c2");
    assertThat(Latency.decode(reached.latency()).getTotalCount()).isEqualTo(100);
  }

  /**
   * A push that has counted its lines knows the last one, so it needs no permit to detect the end.
   */
  @Test
  void run_linesAreCounted_endsWithTheLastAnswer() throws Exception {
    rate = 1;
    long begun = time.nanos();
    var push = push(shard(3, OLD), Progress.START);
    push.counts(3);

    assertThat(push.run().books()).isEqualTo(Books.EMPTY.plus(Outcome.DELIVERED, 3));
    assertThat(push.isFinished()).isTrue();
    assertThat(time.nanos() - begun).isEqualTo(2 * SECOND + LATENCY);
  }

  @Test
  void run_moreLinesThanCounted_pushesAll() throws Exception {
    var push = push(shard(5, OLD), Progress.START);
    push.counts(3);

    assertThat(push.run().books()).isEqualTo(Books.EMPTY.plus(Outcome.DELIVERED, 5));
    assertThat(push.isFinished()).isTrue();
  }

  @Test
  void run_goneWhenOld_isStaleAtOnce() throws Exception {
    endpoint = (id, tried) -> id.equals("c7") ? PostResult.GONE : PostResult.ACCEPTED;

    Progress reached = run(shard(10, OLD), Progress.START);

    assertThat(reached.books().count(Outcome.STALE)).isEqualTo(1);
    assertThat(reached.undelivered()).containsExactly(Map.entry("stale", "7"));
    assertThat(posts).hasSize(10);
  }

  @Test
  void run_goneWhileYoung_isRetriedAndDelivered() throws Exception {
    endpoint = (id, tried) -> id.equals("c0") && tried < 3 ? PostResult.GONE : PostResult.ACCEPTED;

    Progress reached = run(shard(10, START.toEpochMilli()), Progress.START);

    assertThat(reached.books()).isEqualTo(Books.EMPTY.plus(Outcome.DELIVERED, 10));
    // Retries come only after every line has had its first post.
    assertThat(posts.subList(0, 10)).doesNotHaveDuplicates();
  }

  @Test
  void run_goneWhileYoungAnsweredLate_isRetriedAndDelivered() throws Exception {
    endpoint = (id, tried) -> tried == 0 ? PostResult.GONE : PostResult.ACCEPTED;
    // Posted 4 of 5 young seconds after its $connect began; the answer takes 3 more.
    byte[] shard = shard(1, START.minusSeconds(4).toEpochMilli());

    Progress reached = push(time.poster(this::post, 3 * SECOND), shard, Progress.START).run();

    assertThat(reached.books()).isEqualTo(Books.EMPTY.plus(Outcome.DELIVERED, 1));
  }

  @Test
  void run_resumedWithoutTheLateResponse_isJudgedByItsNewPost() throws Exception {
    endpoint = (id, tried) -> PostResult.GONE;
    byte[] shard = shard(1, START.minusSeconds(4).toEpochMilli());
    ends = new PushSettings.Ends(Optional.empty(), () -> false, SECOND / 2, SECOND);
    Progress left = push(time.poster(this::post, 3 * SECOND), shard, Progress.START).run();
    assertThat(left.pending()).isEqualTo("0");

    ends = new PushSettings.Ends(Optional.empty(), () -> false, 100 * SECOND, 101 * SECOND);
    Progress reached = run(shard, left);

    assertThat(reached.books()).isEqualTo(Books.EMPTY.plus(Outcome.STALE, 1));
    assertThat(tries).as("the second try is no longer young").containsEntry("c0", 2);
  }

  @Test
  void run_gonePermanently_isStaleOnceNoLongerYoung() throws Exception {
    endpoint = (id, tried) -> PostResult.GONE;

    Progress reached = run(shard(1, START.toEpochMilli()), Progress.START);

    assertThat(reached.books().count(Outcome.STALE)).isEqualTo(1);
    assertThat(time.nanos()).isGreaterThanOrEqualTo(5 * SECOND);
  }

  @Test
  void run_throttled_isPutAsideAndNeverSlowsTheOthers() throws Exception {
    endpoint = (id, tried) -> id.equals("c0") ? PostResult.THROTTLED : PostResult.ACCEPTED;

    Progress reached = run(shard(20, OLD), Progress.START);

    assertThat(reached.books().count(Outcome.SLOW)).isEqualTo(1);
    assertThat(reached.books().count(Outcome.DELIVERED)).isEqualTo(19);
    assertThat(tries.get("c0")).isEqualTo(4);
    assertThat(posts.subList(0, 20)).doesNotHaveDuplicates();
  }

  @Test
  void run_throttledInAWave_countsLittleAndIsRetriedSoon() throws Exception {
    isWave = true;
    endpoint = (id, tried) -> tried < 20 ? PostResult.THROTTLED : PostResult.ACCEPTED;

    Progress reached = run(shard(20, OLD), Progress.START);

    assertThat(reached.books()).isEqualTo(Books.EMPTY.plus(Outcome.DELIVERED, 20));
    assertThat(permits.firstThrottles()).isEqualTo(20);
  }

  @Test
  void run_throttledInAnEndlessWave_isSlowInTheEnd() throws Exception {
    isWave = true;
    endpoint = (id, tried) -> PostResult.THROTTLED;

    Progress reached = run(shard(3, OLD), Progress.START);

    assertThat(reached.books()).isEqualTo(Books.EMPTY.plus(Outcome.SLOW, 3));
    assertThat(tries).containsEntry("c0", 40).containsEntry("c1", 40);
  }

  @Test
  void run_failing_isRetriedAndUnreachableInTheEnd() throws Exception {
    endpoint =
        (id, tried) ->
            switch (id) {
              case "c1" -> PostResult.failed("503");
              case "c2" -> tried < 3 ? PostResult.failed("reset") : PostResult.ACCEPTED;
              default -> PostResult.ACCEPTED;
            };

    Progress reached = run(shard(5, OLD), Progress.START);

    assertThat(reached.books().count(Outcome.UNREACHABLE)).isEqualTo(1);
    assertThat(reached.books().count(Outcome.DELIVERED)).isEqualTo(4);
    assertThat(tries).containsEntry("c1", 4).containsEntry("c2", 4);
  }

  @Test
  void run_refused_isNotRetried() throws Exception {
    endpoint = (id, tried) -> PostResult.refused("status 403");

    Progress reached = run(shard(5, OLD), Progress.START);

    assertThat(reached.books().count(Outcome.REFUSED)).isEqualTo(5);
    assertThat(posts).hasSize(5);
  }

  @Test
  void run_paced_keepsTheRateInEverySecond() throws Exception {
    run(shard(5_000, OLD), Progress.START);

    var perSecond = new HashMap<Long, Integer>();
    postedAt.forEach(nanos -> perSecond.merge(nanos / SECOND, 1, Integer::sum));
    assertThat(perSecond.values()).allMatch(count -> count <= 1_000);
    assertThat(time.nanos()).isBetween(49 * SECOND / 10, 54 * SECOND / 10);
  }

  @Test
  void run_inFlight_isBounded() throws Exception {
    rate = 1_000_000;
    settings = new PushSettings(7, 4, Duration.ofSeconds(5), BackOff.DEFAULT);
    int[] flying = new int[2];
    endpoint =
        (id, tried) -> {
          flying[1] = Math.max(flying[1], ++flying[0]);
          time.after(LATENCY - 1, () -> flying[0]--);
          return PostResult.ACCEPTED;
        };

    Progress reached = run(shard(100, OLD), Progress.START);

    assertThat(reached.books().count(Outcome.DELIVERED)).isEqualTo(100);
    assertThat(flying[1]).isEqualTo(7);
  }

  @Test
  void run_tooManyWaiting_readsNoFurtherUntilTheyAreSettled() throws Exception {
    rate = 1_000_000;
    settings = new PushSettings(900, 4, Duration.ofSeconds(5), BackOff.DEFAULT);
    endpoint = (id, tried) -> tried < 2 ? PostResult.THROTTLED : PostResult.ACCEPTED;

    Progress reached = run(shard(15_000, OLD), Progress.START);

    assertThat(reached.books()).isEqualTo(Books.EMPTY.plus(Outcome.DELIVERED, 15_000));
    assertThat(posts.subList(0, 10_000)).doesNotHaveDuplicates();
    assertThat(posts.subList(0, 12_000)).doesNotContain("c14999");
  }

  @Test
  void run_emptyShard_isFinishedAtOnce() throws Exception {
    assertThat(run(shard(0, OLD), Progress.START).books().total()).isZero();
  }

  @Test
  void run_connectTimeInTheFuture_isStaleAndNotYoungForever() throws Exception {
    endpoint = (id, tried) -> PostResult.GONE;

    // As if another writer had used microseconds instead of milliseconds.
    Progress reached = run(shard(3, START.toEpochMilli() * 1_000), Progress.START);

    assertThat(reached.books()).isEqualTo(Books.EMPTY.plus(Outcome.STALE, 3));
  }

  /**
   * Property: the books balance for all responses of the endpoint and any number of interruptions
   * of the pusher.
   */
  @Property(tries = 60)
  void run_faultsAndInterruptions_booksBalance(
      @ForAll int seed, @ForAll @IntRange(min = 1, max = 400) int size) throws Exception {
    posts.clear();
    tries.clear();
    var dice = new Random(seed);
    var delivered = new HashMap<String, Integer>();
    endpoint =
        (id, tried) -> {
          int roll = dice.nextInt(100);
          if (roll < 30) {
            return PostResult.THROTTLED;
          } else if (roll < 40) {
            return PostResult.failed("500");
          } else if (roll < 45) {
            return PostResult.GONE;
          } else if (roll < 47) {
            return PostResult.refused("400");
          }
          delivered.merge(id, 1, Integer::sum);
          return PostResult.ACCEPTED;
        };

    Progress progress = Progress.START;
    for (boolean finished = false; !finished; ) {
      ends =
          new PushSettings.Ends(
              Optional.empty(), () -> false, time.nanos() + SECOND / 10, time.nanos() + SECOND);
      ShardPush push = push(shard(size, OLD), progress);
      progress = push.run();
      finished = push.isFinished();
    }

    assertThat(progress.books().total()).isEqualTo(size);
    assertThat(progress.offset()).isEqualTo(size);
    assertThat(progress.books().count(Outcome.DELIVERED)).isEqualTo(delivered.size());
    assertThat(delivered.values()).allMatch(times -> times == 1);
    int undelivered = 0;
    for (Outcome outcome : Outcome.values()) {
      undelivered += progress.lines(outcome).size();
    }
    assertThat(undelivered + delivered.size()).isEqualTo(size);
  }
}
