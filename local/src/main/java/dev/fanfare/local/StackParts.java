package dev.fanfare.local;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The started parts of a stack. They close in the reverse order of their starts. */
final class StackParts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StackParts.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  /** Adds a part and returns it. */
  <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  /** Makes a part close before all parts that have been added so far. */
  void closeEarlier(AutoCloseable part) {
    parts.remove(part);
    parts.push(part);
  }

  /** Closes all parts; a failure is logged. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception e) { // AutoCloseable declares it; the other parts close regardless.
        LOG.warn("{} did not close: {}", part.getClass().getSimpleName(), e.toString());
      }
    }
  }
}
