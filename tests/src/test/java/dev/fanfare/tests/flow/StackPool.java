package dev.fanfare.tests.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Started stacks, each lent to one test at a time. Test classes run in parallel, so a kind has as
 * many stacks as tests that needed it at the same time.
 */
final class StackPool implements AutoCloseable {
  private final Map<StackKind, Deque<SharedStack>> idle = new EnumMap<>(StackKind.class);
  private final List<SharedStack> all = new ArrayList<>();

  /** Returns an unused stack of this kind; starts one if necessary. */
  SharedStack take(StackKind kind) {
    synchronized (this) {
      SharedStack last = idle(kind).pollFirst();
      if (last != null) {
        return last;
      }
    }
    SharedStack started = SharedStack.start(kind);
    synchronized (this) {
      all.add(started);
    }
    return started;
  }

  /** Lends the most recently returned stack first, so that surplus stacks stay idle. */
  synchronized void giveBack(StackKind kind, SharedStack stack) {
    idle(kind).addFirst(stack);
  }

  private Deque<SharedStack> idle(StackKind kind) {
    return idle.computeIfAbsent(kind, none -> new ArrayDeque<>());
  }

  @Override
  public synchronized void close() {
    all.forEach(SharedStack::close);
  }
}
