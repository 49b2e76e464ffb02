package dev.fanfare.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.broadcast.Books;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.broadcast.Progress;
import dev.fanfare.push.transport.PostResult;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A push that ends before its shard does: time limit, deadline, cancel. */
class ShardPushEndsTest extends OnShardPush {

  @Test
  void run_timeIsUp_stopsAndContinuesFromThere() throws Exception {
    ends = new PushSettings.Ends(Optional.empty(), () -> false, SECOND, 2 * SECOND);

    Progress first = run(shard(3_000, OLD), Progress.START);
    int postsBefore = posts.size();
    ends = new PushSettings.Ends(Optional.empty(), () -> false, 1_000 * SECOND, 1_001 * SECOND);
    Progress second = run(shard(3_000, OLD), first);

    assertThat(first.books().total()).isBetween(900L, 1_100L);
    assertThat(first.offset()).isEqualTo(postsBefore);
    assertThat(second.books()).isEqualTo(Books.EMPTY.plus(Outcome.DELIVERED, 3_000));
    assertThat(posts).doesNotHaveDuplicates().hasSize(3_000);
  }

  @Test
  void run_expired_countsTheRestAsExpired() throws Exception {
    ends =
        new PushSettings.Ends(
            Optional.of(START.plusSeconds(1)), () -> false, 1_000 * SECOND, 1_001 * SECOND);

    Progress reached = run(shard(3_000, OLD), Progress.START);

    assertThat(reached.books().total()).isEqualTo(3_000);
    assertThat(reached.books().count(Outcome.DELIVERED)).isBetween(900L, 1_100L);
    assertThat(reached.books().count(Outcome.EXPIRED))
        .isEqualTo(3_000 - reached.books().count(Outcome.DELIVERED));
  }

  @Test
  void run_cancelledWhilePosting_postsNothingMoreAndCountsTheRestAsCancelled() throws Exception {
    boolean[] cancelled = new boolean[1];
    time.after(SECOND, () -> cancelled[0] = true);
    ends =
        new PushSettings.Ends(Optional.empty(), () -> cancelled[0], 1_000 * SECOND, 1_001 * SECOND);

    Progress reached = run(shard(3_000, OLD), Progress.START);

    assertThat(reached.books().total()).isEqualTo(3_000);
    assertThat(reached.books().count(Outcome.DELIVERED)).isEqualTo(posts.size());
    assertThat(reached.books().count(Outcome.CANCELLED)).isEqualTo(3_000 - posts.size());
    assertThat(postedAt).allMatch(nanos -> nanos < SECOND + SECOND / 2);
  }

  @Test
  void run_cancelledBefore_postsNothing() throws Exception {
    ends = new PushSettings.Ends(Optional.empty(), () -> true, 1_000 * SECOND, 1_001 * SECOND);

    Progress reached = run(shard(30, OLD), Progress.START);

    assertThat(posts).isEmpty();
    assertThat(reached.books()).isEqualTo(Books.EMPTY.plus(Outcome.CANCELLED, 30));
  }

  @Test
  void run_neverAnsweredInManyCalls_isUnreachableInTheEnd() throws Exception {
    Progress progress = Progress.START;
    for (int call = 0; call < 4; call++) {
      long now = time.nanos();
      ends = new PushSettings.Ends(Optional.empty(), () -> false, now + SECOND, now + 2 * SECOND);
      ShardPush push = push(time.poster(this::post, 3 * SECOND), shard(2, OLD), progress);
      progress = push.run();
    }
    ends = new PushSettings.Ends(Optional.empty(), () -> false, 1_000 * SECOND, 1_001 * SECOND);
    endpoint = (id, tried) -> PostResult.failed("timeout");
    progress = run(shard(2, OLD), progress);

    assertThat(progress.books()).isEqualTo(Books.EMPTY.plus(Outcome.UNREACHABLE, 2));
    assertThat(tries).containsEntry("c0", 5).containsEntry("c1", 5);
  }

  @Test
  void run_lastResponseBeforeTheEnd_doesNotWaitForMore() throws Exception {
    // The interval between two posts is longer than the endpoint takes to answer.
    rate = 10;

    run(shard(5, OLD), Progress.START);
    assertThat(time.nanos()).isLessThan(SECOND / 2 + SECOND / 10);

    long before = time.nanos();
    run(shard(0, OLD), Progress.START);
    assertThat(time.nanos() - before).isLessThan(SECOND / 10);
  }
}
