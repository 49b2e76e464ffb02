package dev.fanfare.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.config.RecordingLogger;
import dev.fanfare.push.permits.Budget;
import dev.fanfare.push.permits.InMemoryPermitStore;
import dev.fanfare.push.permits.Level;
import dev.fanfare.push.permits.PermitStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.Test;

/** Permits of single clients, in simulated time that advances only during a wait. */
class ClientPermitsTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;
  private static final Budget ACCOUNT = Budget.ofAccount(1_000);

  private PermitStore store = new InMemoryPermitStore();
  private RecordingLogger log = new RecordingLogger();
  private long now = 1_795_346_400L * SECOND;
  private long longestWait;

  @BeforeTry
  void begin() {
    store = new InMemoryPermitStore();
    log = new RecordingLogger();
    now = 1_795_346_400L * SECOND;
    longestWait = 0;
  }

  /** Property: in any one-second window, all clients together post no more than their share. */
  @Property(tries = 100)
  void await_anyClients_stayWithinTheirShareTogether(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 200) int rate,
      @ForAll @IntRange(min = 1, max = 8) int clients) {
    var random = new Random(seed);
    var permits = permits(rate);
    var turns = IntStream.range(0, clients).mapToObj(i -> permits.turn(log)).toList();
    long end = now + 4 * SECOND;
    var posts = new ArrayList<Long>();
    while (now < end) {
      // A post takes a moment, or a client does not read for a while.
      now += random.nextLong(random.nextInt(20) == 0 ? SECOND : 10 * MILLI);
      if (turns.get(random.nextInt(clients)).await(() -> now >= end)) {
        posts.add(now);
      }
    }
    turns.forEach(ClientPermits.Turn::close);

    assertThat(mostInASecond(posts)).isLessThanOrEqualTo(rate);
    assertThat(log.lines()).isEmpty();
  }

  /** Property: a single client gets the whole share, up to the rate of four permits at once. */
  @Property(tries = 50)
  void await_oneClientAlone_getsTheWholeShare(@ForAll @IntRange(min = 1, max = 200) int rate) {
    long end = now + 10 * SECOND;
    int posts = 0;
    try (var turn = permits(rate).turn(log)) {
      while (turn.await(() -> now >= end)) {
        posts++;
      }
    }

    assertThat(posts).isBetween(10 * Math.min(rate, 24) * 90 / 100 - 1, 10 * rate);
  }

  /** Property: the wait checks four times a second whether time is up, with and without permits. */
  @Property(tries = 50)
  void await_timeIsUp_endsSoon(
      @ForAll @IntRange(min = 0, max = 3_000) int millis, @ForAll boolean isSilent) {
    if (isSilent) {
      store = new SilentStore();
    }
    long end = now + millis * MILLI;
    try (var turn = permits(1).turn(log)) {
      while (turn.await(() -> now >= end)) {
        assertThat(now).isLessThan(end);
      }
    }

    assertThat(longestWait).isLessThanOrEqualTo(250 * MILLI);
    assertThat(now).isLessThanOrEqualTo(end + 250 * MILLI);
  }

  @Test
  void await_noPermitsForLong_isLoggedAndPostsNothing() {
    store = new SilentStore();
    long end = now + 5 * SECOND;

    try (var turn = permits(100).turn(log)) {
      assertThat(turn.await(() -> now >= end)).isFalse();
    }

    assertThat(log.lines()).singleElement().asString().startsWith("[WARN] no permits for 2 s");
  }

  @Test
  void await_interrupted_staysInterrupted() {
    store = new SilentStore();
    var permits =
        new ClientPermits(
            ACCOUNT,
            Budget.ofClients(1),
            store,
            () -> now,
            clock(),
            (woken, nanos) -> {
              throw new InterruptedException();
            });

    try (var turn = permits.turn(log)) {
      assertThatThrownBy(() -> turn.await(() -> false))
          .hasMessage("interrupted while waiting for a permit");
    }
    assertThat(Thread.interrupted()).isTrue();
  }

  private ClientPermits permits(int rate) {
    return new ClientPermits(
        ACCOUNT, Budget.ofClients(rate), store, () -> now, clock(), this::passTime);
  }

  private void passTime(Semaphore woken, long nanos) {
    longestWait = Math.max(longestWait, nanos);
    if (!woken.tryAcquire()) {
      now += nanos;
    }
  }

  private static long mostInASecond(List<Long> posts) {
    long most = 0;
    for (long from : posts) {
      most = Math.max(most, posts.stream().filter(at -> at >= from && at < from + SECOND).count());
    }
    return most;
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return Instant.ofEpochSecond(now / SECOND, now % SECOND);
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
      }
    };
  }

  /** Accepts calls and never answers. */
  private static final class SilentStore implements PermitStore {
    @Override
    public CompletableFuture<WriteResult> add(
        Key key, double rate, long from, long end, long count) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<WriteResult> jump(Key key, long from, Counter counter) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<WriteResult> lower(Key key, Counter counter) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<Level> level(String budget) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<Level> replace(String budget, Level seen, Level level) {
      return new CompletableFuture<>();
    }
  }
}
