package dev.fanfare.devtools.load;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What all clients of a process count together, and the texts they share. */
final class ClientCounters {
  private final AtomicInteger connected = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final AtomicInteger reached = new AtomicInteger();
  private final LongAdder received = new LongAdder();
  private final Map<String, String> texts = new ConcurrentHashMap<>();

  void opened() {
    connected.incrementAndGet();
  }

  void ended(boolean byTheOtherSide) {
    connected.decrementAndGet();
    if (byTheOtherSide) {
      closed.incrementAndGet();
    }
  }

  void received(boolean first) {
    received.increment();
    if (first) {
      reached.incrementAndGet();
    }
  }

  /** The one copy of this text: a broadcast brings the same to everyone. */
  String shared(String text) {
    String known = texts.putIfAbsent(text, text);
    return known == null ? text : known;
  }

  Totals totals() {
    return new Totals(connected.get(), closed.get(), received.sum(), reached.get());
  }
}
