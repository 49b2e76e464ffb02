package dev.fanfare.local.scheduler;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A schedule and the times of its creation and last change. */
record Schedule(ScheduleSpec spec, Instant createdAt, Instant modifiedAt) {
  static final String GROUP = "default";

  String name() {
    return spec.name();
  }

  /** The next due time after {@code after}; empty if there is none. */
  Optional<Instant> next(Instant after) {
    var timing = spec.timing();
    var next = timing.due().next(after, timing.startDate().orElse(createdAt), timing.zone());
    return timing.due() instanceof ScheduleExpression.At
        ? next
        : next.filter(time -> timing.endDate().map(end -> !time.isAfter(end)).orElse(true));
  }

  /** The schedule in the format of {@code GetSchedule}. */
  Map<String, Object> full() {
    var timing = spec.timing();
    var shape = new LinkedHashMap<String, Object>(summary());
    shape.put("ActionAfterCompletion", spec.deletesItself() ? "DELETE" : "NONE");
    shape.put("Description", spec.description());
    shape.put("ScheduleExpression", spec.expression());
    shape.put("ScheduleExpressionTimezone", timing.zone().getId());
    timing.startDate().ifPresent(date -> shape.put("StartDate", seconds(date)));
    timing.endDate().ifPresent(date -> shape.put("EndDate", seconds(date)));
    shape.put(
        "FlexibleTimeWindow",
        timing
            .windowMinutes()
            .map(
                minutes ->
                    Map.<String, Object>of("Mode", "FLEXIBLE", "MaximumWindowInMinutes", minutes))
            .orElse(Map.of("Mode", "OFF")));
    shape.put(
        "Target",
        Map.of(
            "Arn", spec.target().arn(),
            "RoleArn", spec.target().roleArn(),
            "Input", spec.target().input()));
    return shape;
  }

  /** The schedule in the format of {@code ListSchedules}. */
  Map<String, Object> summary() {
    var shape = new LinkedHashMap<String, Object>();
    shape.put("Arn", spec.arn());
    shape.put("Name", spec.name());
    shape.put("GroupName", GROUP);
    shape.put("State", spec.isEnabled() ? "ENABLED" : "DISABLED");
    shape.put("CreationDate", seconds(createdAt));
    shape.put("LastModificationDate", seconds(modifiedAt));
    shape.put("Target", Map.of("Arn", spec.target().arn()));
    return shape;
  }

  private static double seconds(Instant instant) {
    return instant.toEpochMilli() / 1_000.0;
  }
}
