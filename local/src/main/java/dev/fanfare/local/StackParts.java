package dev.fanfare.local;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The started parts of a stack. They close in reverse order. */
final class StackParts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StackParts.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  /** Moves a part so that it closes before all parts added so far. */
  void closeEarlier(AutoCloseable part) {
    parts.remove(part);
    parts.push(part);
  }

  /** Closes all parts and logs failures. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception e) { // AutoCloseable declares Exception.
        LOG.warn("{} did not close: {}", part.getClass().getSimpleName(), e.toString());
      }
    }
  }
}
