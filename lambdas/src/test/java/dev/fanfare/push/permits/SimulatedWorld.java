package dev.fanfare.push.permits;

import dev.fanfare.config.RecordingLogger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Pushers and a remote store, in simulated time that runs as fast as the computer allows. The seed
 * determines every event.
 */
final class SimulatedWorld {
  static final long MILLI = 1_000_000;
  static final long SECOND = 1_000 * MILLI;

  private record Event(long at, long order, Runnable action) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
  private final List<Long> posts = new ArrayList<>();
  final RecordingLogger log = new RecordingLogger();
  final InMemoryPermitStore counters = new InMemoryPermitStore();
  final Random random;
  private final long begin;
  private long now;
  private long order;
  private long happened;

  /** The minimum round-trip time of a call to the store. */
  long leastDelay = 3 * MILLI;

  long mostDelay = 8 * MILLI;

  /** The share of calls that take ten times as long. */
  double slowCalls;

  /** The maximum delay of a timer. */
  long timerDelay = MILLI;

  double lostAnswers;
  boolean isDown;

  SimulatedWorld(long seed) {
    random = new Random(seed);
    begin = 1_795_346_400L * SECOND + random.nextLong(SECOND);
    now = begin;
  }

  long now() {
    return now;
  }

  void after(long nanos, Runnable action) {
    events.add(new Event(now + nanos, order++, action));
  }

  /** Advances the time. */
  void run(long nanos) {
    long until = now + nanos;
    while (!events.isEmpty() && events.peek().at() <= until) {
      Event next = events.poll();
      now = Math.max(now, next.at());
      next.action().run();
      happened++;
    }
    now = until;
  }

  /** The number of events: timers, answers, calls in flight. */
  long events() {
    return happened;
  }

  void posted() {
    posts.add(now);
  }

  /** The times of the posts, by an exact clock. */
  List<Long> posts() {
    return posts;
  }

  long postsBetween(long from, long to) {
    return posts.stream().filter(at -> at >= begin + from && at < begin + to).count();
  }

  /** The maximum number of posts in any window of the given length. */
  int mostWithin(long nanos) {
    return mostWithin(posts, nanos);
  }

  static int mostWithin(List<Long> posts, long nanos) {
    int most = 0;
    for (int from = 0, to = 0; to < posts.size(); to++) {
      while (posts.get(to) - posts.get(from) >= nanos) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    return most;
  }

  /** The store as a pusher reaches it, unless that pusher is disconnected from it. */
  PermitStore store(BooleanSupplier isCutOff, LastDraws lastDraws) {
    return new PermitStore() {
      @Override
      public LastDraws lastDraws() {
        return lastDraws;
      }

      private <T> CompletableFuture<T> far(Supplier<CompletableFuture<T>> call) {
        return SimulatedWorld.this.far(call, isCutOff);
      }

      @Override
      public CompletableFuture<WriteResult> add(
          Key key, double rate, long from, long end, long count) {
        return far(() -> counters.add(key, rate, from, end, count));
      }

      @Override
      public CompletableFuture<WriteResult> jump(Key key, long from, Counter counter) {
        return far(() -> counters.jump(key, from, counter));
      }

      @Override
      public CompletableFuture<WriteResult> lower(Key key, Counter counter) {
        return far(() -> counters.lower(key, counter));
      }

      @Override
      public CompletableFuture<Level> level(String budget) {
        return far(() -> counters.level(budget));
      }

      @Override
      public CompletableFuture<Level> replace(String budget, Level seen, Level level) {
        return far(() -> counters.replace(budget, seen, level));
      }
    };
  }

  private <T> CompletableFuture<T> far(
      Supplier<CompletableFuture<T>> call, BooleanSupplier isCutOff) {
    var answer = new CompletableFuture<T>();
    after(
        delay() / 2,
        () -> {
          if (isDown || isCutOff.getAsBoolean()) {
            after(delay() / 2, () -> answer.completeExceptionally(new IllegalStateException()));
            return;
          }
          var value = call.get().join();
          boolean isLost = random.nextDouble() < lostAnswers;
          after(
              isLost ? SECOND : delay() / 2,
              () -> {
                if (isLost) {
                  answer.completeExceptionally(new IllegalStateException("lost"));
                } else {
                  answer.complete(value);
                }
              });
        });
    return answer;
  }

  private long delay() {
    long usual = leastDelay + random.nextLong(mostDelay - leastDelay + 1);
    return slowCalls > 0 && random.nextDouble() < slowCalls ? 10 * usual : usual;
  }
}
