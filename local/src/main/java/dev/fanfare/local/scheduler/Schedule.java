package dev.fanfare.local.scheduler;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One schedule.
 *
 * @param expression as it was given, such as {@code rate(5 minutes)}
 * @param due the same, understood
 * @param startDate before which a recurring schedule is never due; empty: from its creation on
 * @param endDate after which a recurring schedule is never due
 * @param isEnabled whether it starts anything
 * @param windowMinutes a flexible time window; its beginning is when the target is called here
 * @param deletesItself whether it goes once it is never due again
 */
public record Schedule(
    String name,
    String arn,
    String description,
    String expression,
    ScheduleExpression due,
    ZoneId zone,
    Optional<Instant> startDate,
    Optional<Instant> endDate,
    boolean isEnabled,
    Optional<Integer> windowMinutes,
    boolean deletesItself,
    Target target,
    Instant createdAt,
    Instant modifiedAt) {

  static final String GROUP = "default";

  /**
   * What a schedule starts.
   *
   * @param arn a state machine's
   * @param input may have placeholders such as {@code <aws.scheduler.scheduled-time>}
   */
  public record Target(String arn, String roleArn, String input) {}

  /** When it is due next after a time; empty when it never is again. */
  Optional<Instant> next(Instant after) {
    var next = due.next(after, startDate.orElse(createdAt), zone);
    return due instanceof ScheduleExpression.At
        ? next
        : next.filter(time -> endDate.map(end -> !time.isAfter(end)).orElse(true));
  }

  /** As {@code GetSchedule} shows it. */
  Map<String, Object> full() {
    var shape = new LinkedHashMap<String, Object>(summary());
    shape.put("ActionAfterCompletion", deletesItself ? "DELETE" : "NONE");
    shape.put("Description", description);
    shape.put("ScheduleExpression", expression);
    shape.put("ScheduleExpressionTimezone", zone.getId());
    startDate.ifPresent(date -> shape.put("StartDate", seconds(date)));
    endDate.ifPresent(date -> shape.put("EndDate", seconds(date)));
    shape.put(
        "FlexibleTimeWindow",
        windowMinutes
            .map(
                minutes ->
                    Map.<String, Object>of("Mode", "FLEXIBLE", "MaximumWindowInMinutes", minutes))
            .orElse(Map.of("Mode", "OFF")));
    shape.put(
        "Target",
        Map.of(
            "Arn", target.arn(),
            "RoleArn", target.roleArn(),
            "Input", target.input()));
    return shape;
  }

  /** As {@code ListSchedules} shows it. */
  Map<String, Object> summary() {
    var shape = new LinkedHashMap<String, Object>();
    shape.put("Arn", arn);
    shape.put("Name", name);
    shape.put("GroupName", GROUP);
    shape.put("State", isEnabled ? "ENABLED" : "DISABLED");
    shape.put("CreationDate", seconds(createdAt));
    shape.put("LastModificationDate", seconds(modifiedAt));
    shape.put("Target", Map.of("Arn", target.arn()));
    return shape;
  }

  private static double seconds(Instant instant) {
    return instant.toEpochMilli() / 1_000.0;
  }
}
