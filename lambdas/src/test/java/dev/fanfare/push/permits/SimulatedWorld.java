package dev.fanfare.push.permits;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Pushers and a store far away from them, in a time that passes as fast as it can be computed. What
 * happens is fixed by the seed.
 */
final class SimulatedWorld {
  static final long MILLI = 1_000_000;
  static final long SECOND = 1_000 * MILLI;

  private record Event(long at, long order, Runnable action) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
  private final List<Long> posts = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  final InMemoryPermitStore counters = new InMemoryPermitStore();
  final Random random;
  private final long begin;
  private long now;
  private long order;
  private long happened;

  /** How long a call of the store is on its way, there and back. */
  long leastDelay = 3 * MILLI;

  long mostDelay = 8 * MILLI;

  /** How many of the calls take ten times as long. */
  double slowCalls;

  /** How late a timer is at most. */
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

  /** Lets so much time pass. */
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

  /** How much has happened: timers, answers, calls under way. */
  long events() {
    return happened;
  }

  void posted() {
    posts.add(now);
  }

  void warn(String text) {
    warnings.add(text);
  }

  List<String> warnings() {
    return warnings;
  }

  /** When posts were made, by a clock that is right. */
  List<Long> posts() {
    return posts;
  }

  long postsBetween(long from, long to) {
    return posts.stream().filter(at -> at >= begin + from && at < begin + to).count();
  }

  /** The most posts in any window of so many nanoseconds, wherever it begins. */
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

  /** The store as a pusher reaches it, unless that pusher is cut off from it. */
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
      public CompletableFuture<Written> add(Key key, double rate, long from, long end, long count) {
        return far(() -> counters.add(key, rate, from, end, count));
      }

      @Override
      public CompletableFuture<Written> jump(Key key, long from, Counter counter) {
        return far(() -> counters.jump(key, from, counter));
      }

      @Override
      public CompletableFuture<Written> lower(Key key, Counter counter) {
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
