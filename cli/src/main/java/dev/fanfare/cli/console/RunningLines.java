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
 * The figures of running broadcasts in a list, within the quotas of Step Functions: each is looked
 * at once in five seconds, and not more than two a second altogether.
 */
final class RunningLines {
  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final int LOOKS = 10;

  private final CallBudget looks;
  private final Clock clock;
  private final Map<String, Seen> seen = new HashMap<>();

  private record Seen(BroadcastPage.Line line, Instant at) {}

  RunningLines(Clock clock) {
    this.clock = clock;
    this.looks = new CallBudget(LOOKS, FRESH, clock);
  }

  /**
   * A line of the list.
   *
   * @param look makes a new one
   * @return the latest line; empty when there is none yet and no look is left
   */
  synchronized Optional<BroadcastPage.Line> line(String id, Supplier<BroadcastPage.Line> look) {
    Seen last = seen.get(id);
    boolean isOld = last == null || !last.at().plus(FRESH).isAfter(clock.instant());
    if (isOld && looks.take()) {
      last = new Seen(look.get(), clock.instant());
      seen.put(id, last);
    }
    return Optional.ofNullable(last).map(Seen::line);
  }

  /** Forgets all broadcasts but these. */
  synchronized void keep(Set<String> ids) {
    seen.keySet().retainAll(ids);
  }
}
