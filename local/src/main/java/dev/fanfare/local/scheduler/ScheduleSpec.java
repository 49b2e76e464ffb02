package dev.fanfare.local.scheduler;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A schedule as the template or a request describes it.
 *
 * @param isEnabled whether it calls its target when it is due
 * @param deletesItself whether it is deleted when it has no due time left
 */
public record ScheduleSpec(
    String name,
    String arn,
    String description,
    Timing timing,
    boolean isEnabled,
    Target target,
    boolean deletesItself) {

  /**
   * When a schedule is due.
   *
   * @param expression the expression as written, such as {@code rate(5 minutes)}
   * @param due the same expression, parsed
   * @param startDate a recurring schedule is never due before it; empty means its creation
   * @param endDate a recurring schedule is never due after it
   * @param windowMinutes the flexible time window; the stand-in calls the target when it begins
   */
  public record Timing(
      String expression,
      ScheduleExpression due,
      ZoneId zone,
      Optional<Instant> startDate,
      Optional<Instant> endDate,
      Optional<Integer> windowMinutes) {}

  /**
   * The target of a schedule.
   *
   * @param arn of a state machine or a function
   * @param input may have placeholders such as {@code <aws.scheduler.scheduled-time>}
   */
  public record Target(String arn, String roleArn, String input) {}

  public String expression() {
    return timing.expression();
  }
}
