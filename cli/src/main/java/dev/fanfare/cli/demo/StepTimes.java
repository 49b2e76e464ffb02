package dev.fanfare.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/**
 * How long each step took, read from the execution's history: from its state's Entered to its
 * Exited, all its visits together.
 */
record StepTimes(long plan, long push, long reduce, long prune, long total) {

  static StepTimes of(List<HistoryEvent> history) {
    var entered = new HashMap<String, Instant>();
    var spent = new HashMap<String, Duration>();
    for (HistoryEvent event : history) {
      if (event.stateEnteredEventDetails() != null) {
        entered.put(event.stateEnteredEventDetails().name(), event.timestamp());
      } else if (event.stateExitedEventDetails() != null) {
        String state = event.stateExitedEventDetails().name();
        spent.merge(state, Duration.between(entered.get(state), event.timestamp()), Duration::plus);
      }
    }
    var total =
        history.isEmpty()
            ? Duration.ZERO
            : Duration.between(
                history.get(0).timestamp(), history.get(history.size() - 1).timestamp());
    return new StepTimes(
        millis(spent, "PlanShards"),
        millis(spent, "PushShards") + millis(spent, "PushOnlyShard"),
        millis(spent, "ReduceOutcomes"),
        millis(spent, "PruneStale"),
        total.toMillis());
  }

  private static long millis(Map<String, Duration> spent, String state) {
    return spent.getOrDefault(state, Duration.ZERO).toMillis();
  }
}
