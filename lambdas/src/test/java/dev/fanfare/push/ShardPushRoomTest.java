package dev.fanfare.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fanfare.broadcast.Books;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.broadcast.Progress;
import dev.fanfare.broadcast.ShardLines;
import dev.fanfare.push.permits.Permits;
import dev.fanfare.push.transport.PostResult;
import dev.fanfare.push.transport.Transport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The numbers of permits and connections that a push requests. */
class ShardPushRoomTest extends OnShardPush {
  private static final long SOON = 100_000_000;

  private final List<Asked> asked = new ArrayList<>();
  private final List<Integer> madeRoomFor = new ArrayList<>();
  private long permitIn;
  private int room = Integer.MAX_VALUE;

  private record Asked(long nanos, int free, long left) {}

  @Test
  void run_countedShard_requestsNoMorePermitsThanPosts() throws Exception {
    Progress reached = pushCounted(3);

    assertThat(reached.books()).isEqualTo(Books.EMPTY.plus(Outcome.DELIVERED, 3));
    // Before each post, with one place less each time; at the end nothing is left.
    assertThat(asked.subList(0, 4))
        .extracting(Asked::free, Asked::left)
        .containsExactly(tuple(50, 3L), tuple(49, 2L), tuple(48, 1L), tuple(47, 0L));
    assertThat(madeRoomFor).isEmpty();
  }

  /** A young connection waits for half a second. The push draws permits 100 ms ahead. */
  @Test
  void run_postDueLater_countsOnceItIsDueSoon() throws Exception {
    endpoint = (id, tried) -> tried == 0 ? PostResult.GONE : PostResult.ACCEPTED;

    push(shard(1, START.toEpochMilli()), 1).run();

    assertThat(tries).containsEntry("c0", 2);
    long due = postedAt.get(1);
    assertThat(leftBetween(LATENCY, due - SOON)).isNotEmpty().containsOnly(0L);
    assertThat(leftBetween(due - SOON + 1, due)).startsWith(1L);
  }

  /** A second post needs a permit just as a first post does. */
  @Test
  void run_failedPostBesideUnreadLines_counts() throws Exception {
    endpoint = (id, tried) -> tried == 0 ? PostResult.failed("reset") : PostResult.ACCEPTED;
    settings = new PushSettings(1, 4, Duration.ofSeconds(5), BackOff.DEFAULT);

    pushCounted(2);

    assertThat(leftBetween(LATENCY, LATENCY)).startsWith(2L);
  }

  private List<Long> leftBetween(long first, long last) {
    return asked.stream()
        .filter(call -> call.nanos() >= first && call.nanos() <= last)
        .map(Asked::left)
        .toList();
  }

  @Test
  void run_noRoom_requestsRoomForAllPosts() throws Exception {
    room = 0;
    time.after(SECOND, () -> room = 1);

    Progress reached = pushCounted(2);

    assertThat(reached.books()).isEqualTo(Books.EMPTY.plus(Outcome.DELIVERED, 2));
    assertThat(madeRoomFor).startsWith(50).contains(49);
    assertThat(postedAt).allMatch(nanos -> nanos >= SECOND);
    assertThat(asked.get(0)).isEqualTo(new Asked(0, 0, 2));
    assertThat(asked).as("looks in a second without room: four, and some").hasSizeLessThan(50);
  }

  @Test
  void run_noPermit_requestsNoRoom() throws Exception {
    room = 0;
    permitIn = SECOND / 10;
    time.after(
        SECOND,
        () -> {
          room = 1;
          permitIn = 0;
        });

    pushCounted(1);

    assertThat(madeRoomFor).isEmpty();
  }

  @Test
  void run_nothingLeftToPost_requestsNoRoom() throws Exception {
    // There is room for one post, and no more until its answer arrives.
    room = 1;

    pushCounted(1);

    assertThat(posts).hasSize(1);
    assertThat(madeRoomFor).isEmpty();
  }

  private Progress pushCounted(int lines) throws Exception {
    return push(shard(lines, OLD), lines).run();
  }

  private ShardPush push(byte[] shard, int lines) throws IOException {
    var push =
        new ShardPush(
            new NarrowPoster(time.poster(this::post, LATENCY)),
            ShardLines.read(new ByteArrayInputStream(shard)),
            Progress.START,
            settings,
            ends,
            new AskedPermits(),
            time,
            new Random(1));
    push.counts(lines);
    return push;
  }

  private final class AskedPermits implements Permits {
    @Override
    public long nanosUntilNext(long nowNanos, int free, long left) {
      asked.add(new Asked(nowNanos, free, left));
      return permitIn;
    }

    @Override
    public void take(long nowNanos) {
      room = Math.max(0, room - 1);
    }

    @Override
    public boolean answered(long nowNanos, boolean firstThrottle) {
      return false;
    }

    @Override
    public void close() {
      // Holds no permits.
    }
  }

  /** Has as much room as the test sets. Each answer adds room for one post. */
  private final class NarrowPoster implements Transport.Poster {
    private final Transport.Poster poster;

    private NarrowPoster(Transport.Poster poster) {
      this.poster = poster;
    }

    @Override
    public int room(int wanted) {
      return Math.min(room, wanted);
    }

    @Override
    public void prepareRoom(int posts) {
      madeRoomFor.add(posts);
    }

    @Override
    public void post(String connectionId, Consumer<PostResult> answered) {
      poster.post(
          connectionId,
          result -> {
            room++;
            answered.accept(result);
          });
    }

    @Override
    public void run(Transport.Tick tick) throws IOException, InterruptedException {
      poster.run(tick);
    }

    @Override
    public void wake() {
      poster.wake();
    }
  }
}
