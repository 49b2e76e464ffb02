package dev.fanfare.devtools.demo;

import dev.fanfare.cli.broadcasts.HistoryRow;
import dev.fanfare.cli.broadcasts.Step;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The duration of each step in milliseconds, with all visits to its states added up. */
record StepTimes(long plan, long push, long reduce, long prune, long total) {

  static StepTimes of(List<HistoryRow> history) {
    Map<String, Long> took =
        Step.of(history).stream()
            .collect(Collectors.toMap(Step::name, step -> step.times().tookMillis()));
    return new StepTimes(
        took.getOrDefault("PlanShards", 0L),
        took.getOrDefault("PushShards", 0L) + took.getOrDefault("PushOnlyShard", 0L),
        took.getOrDefault("ReduceOutcomes", 0L),
        took.getOrDefault("PruneStale", 0L),
        history.isEmpty() ? 0 : history.get(history.size() - 1).moment().ms());
  }
}
