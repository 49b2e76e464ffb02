package dev.fanfare.cli.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The lines of running broadcasts in the list. It stays within the quotas of Step Functions: it
 * reads each broadcast at most once in five seconds, and at most ten in five seconds altogether.
 */
final class RunningLines {
  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final int MAX_READS = 10;

  private final CallBudget reads;
  private final Clock clock;
  private final Map<String, CachedLine> seen = new HashMap<>();

  private record CachedLine(BroadcastPage.Line line, Instant at) {}

  RunningLines(Clock clock) {
    this.clock = clock;
    this.reads = new CallBudget(MAX_READS, FRESH, clock);
  }

  /**
   * Returns the line of a broadcast.
   *
   * @param source reads the broadcast and creates a new line
   * @return the latest line; empty if there is none yet and the call budget is used up
   */
  synchronized Optional<BroadcastPage.Line> line(String id, Supplier<BroadcastPage.Line> source) {
    CachedLine last = seen.get(id);
    boolean isOld = last == null || !last.at().plus(FRESH).isAfter(clock.instant());
    if (isOld && reads.take()) {
      last = new CachedLine(source.get(), clock.instant());
      seen.put(id, last);
    }
    return Optional.ofNullable(last).map(CachedLine::line);
  }

  /** Forgets all broadcasts except these. */
  synchronized void keep(Set<String> ids) {
    seen.keySet().retainAll(ids);
  }
}
