package dev.fanfare.push;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;

/** Time that passes only while somebody waits, and at once. */
final class VirtualTime implements PushTime {
  private record Event(long nanos, long order, Runnable action) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::nanos).thenComparingLong(Event::order));
  private final Instant start;
  private long now;
  private long order;

  VirtualTime(Instant start) {
    this.start = start;
  }

  /** Lets something happen so many nanoseconds from now. */
  void after(long nanos, Runnable action) {
    events.add(new Event(now + nanos, order++, action));
  }

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public Instant now() {
    return start.plusNanos(now);
  }

  @Override
  public <T> T poll(BlockingQueue<T> queue, long nanos) {
    long until = now + Math.max(0, nanos);
    while (queue.isEmpty() && !events.isEmpty() && events.peek().nanos() <= until) {
      Event next = events.poll();
      now = Math.max(now, next.nanos());
      next.action().run();
    }
    if (queue.isEmpty()) {
      // Nothing happens before: the wait is over. A wait of nothing must not stand still for ever.
      now = Math.max(until, now + 1_000);
    }
    return queue.poll();
  }
}
