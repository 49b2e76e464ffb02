package dev.fanfare.local.scheduler;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Schedules as the API shows them. */
final class ScheduleShape {
  private ScheduleShape() {}

  static Map<String, Object> full(Schedule schedule) {
    var shape = new LinkedHashMap<String, Object>(summary(schedule));
    shape.put("ActionAfterCompletion", schedule.deletesItself() ? "DELETE" : "NONE");
    shape.put("Description", schedule.description());
    shape.put("ScheduleExpression", schedule.expression());
    shape.put("ScheduleExpressionTimezone", schedule.zone().getId());
    schedule.startDate().ifPresent(date -> shape.put("StartDate", seconds(date)));
    schedule.endDate().ifPresent(date -> shape.put("EndDate", seconds(date)));
    shape.put(
        "FlexibleTimeWindow",
        schedule
            .windowMinutes()
            .map(
                minutes ->
                    Map.<String, Object>of("Mode", "FLEXIBLE", "MaximumWindowInMinutes", minutes))
            .orElse(Map.of("Mode", "OFF")));
    shape.put(
        "Target",
        Map.of(
            "Arn", schedule.target().arn(),
            "RoleArn", schedule.target().roleArn(),
            "Input", schedule.target().input()));
    return shape;
  }

  static Map<String, Object> summary(Schedule schedule) {
    var shape = new LinkedHashMap<String, Object>();
    shape.put("Arn", schedule.arn());
    shape.put("Name", schedule.name());
    shape.put("GroupName", ScheduleGroups.DEFAULT);
    shape.put("State", schedule.isEnabled() ? "ENABLED" : "DISABLED");
    shape.put("CreationDate", seconds(schedule.createdAt()));
    shape.put("LastModificationDate", seconds(schedule.modifiedAt()));
    shape.put("Target", Map.of("Arn", schedule.target().arn()));
    return shape;
  }

  private static double seconds(Instant instant) {
    return instant.toEpochMilli() / 1_000.0;
  }
}
