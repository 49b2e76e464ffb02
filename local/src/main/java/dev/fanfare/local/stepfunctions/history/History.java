package dev.fanfare.local.stepfunctions.history;

import dev.fanfare.broadcast.AwsLimits;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The events of one execution, in order. Events are added but never changed. */
public final class History {
  private final Clock clock;
  private final List<HistoryEvent> events = new ArrayList<>();

  public History(Clock clock) {
    this.clock = clock;
  }

  /** Thrown if there is only room for the event that ends the execution. */
  public static final class FullException extends RuntimeException {
    FullException() {
      super(null, null, false, false);
    }
  }

  /**
   * @throws FullException if the history is one event below its limit
   */
  public synchronized long add(
      String type, long previousId, Optional<Map<String, Object>> details) {
    if (events.size() >= AwsLimits.HISTORY_EVENTS - 1) {
      throw new FullException();
    }
    return append(type, previousId, details);
  }

  /** Adds the event that ends the execution; it always fits. */
  public synchronized void addLast(String type, long previousId, Map<String, Object> details) {
    append(type, previousId, Optional.of(details));
  }

  private long append(String type, long previousId, Optional<Map<String, Object>> details) {
    long id = events.size() + 1L;
    events.add(new HistoryEvent(id, previousId, clock.instant(), type, details));
    return id;
  }

  public synchronized List<HistoryEvent> events() {
    return List.copyOf(events);
  }
}
