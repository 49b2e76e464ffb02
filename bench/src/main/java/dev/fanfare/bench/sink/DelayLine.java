package dev.fanfare.bench.sink;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * Runs actions after a fixed delay, in order. One timer is enough, because all actions have the
 * same delay. Only its event loop may use it.
 */
final class DelayLine {
  private final EventLoop loop;
  private final long delayNanos;
  private final Queue<Due> queue = new ArrayDeque<>();

  private record Due(long nanos, Runnable action) {}

  DelayLine(EventLoop loop, long delayNanos) {
    this.loop = loop;
    this.delayNanos = delayNanos;
  }

  void add(Runnable action) {
    if (delayNanos == 0) {
      action.run();
      return;
    }
    queue.add(new Due(System.nanoTime() + delayNanos, action));
    if (queue.size() == 1) {
      wakeIn(delayNanos);
    }
  }

  private void runDue() {
    long now = System.nanoTime();
    Due first = queue.peek();
    while (first != null && first.nanos - now <= 0) {
      queue.remove().action.run();
      first = queue.peek();
    }
    if (first != null) {
      wakeIn(first.nanos - now);
    }
  }

  private void wakeIn(long nanos) {
    loop.schedule(this::runDue, nanos, TimeUnit.NANOSECONDS);
  }
}
