package dev.fanfare.devtools.load;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** The counters of all clients of a process, and the texts that they share. */
final class ClientCounters {
  private final AtomicInteger connected = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final AtomicInteger reached = new AtomicInteger();
  private final LongAdder received = new LongAdder();
  private final Map<String, String> texts = new ConcurrentHashMap<>();

  void opened() {
    connected.incrementAndGet();
  }

  void ended(boolean byServer) {
    connected.decrementAndGet();
    if (byServer) {
      closed.incrementAndGet();
    }
  }

  void received(boolean first) {
    received.increment();
    if (first) {
      reached.incrementAndGet();
    }
  }

  /**
   * Returns the shared copy of a text, to save memory: a broadcast brings the same text to all
   * clients.
   */
  String shared(String text) {
    String known = texts.putIfAbsent(text, text);
    return known == null ? text : known;
  }

  Totals totals() {
    return new Totals(connected.get(), closed.get(), received.sum(), reached.get());
  }
}
