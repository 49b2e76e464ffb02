package dev.fanfare.local.scheduler;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A schedule as the template or a request describes it.
 *
 * @param isEnabled whether it starts anything
 * @param target what it starts
 * @param deletesItself whether it is deleted when it is never due again
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
   * @param expression as it was given, such as {@code rate(5 minutes)}
   * @param due the same expression, parsed
   * @param startDate a recurring schedule is never due before it; empty: from its creation on
   * @param endDate a recurring schedule is never due after it
   * @param windowMinutes a flexible time window; the target is called at its beginning
   */
  public record Timing(
      String expression,
      ScheduleExpression due,
      ZoneId zone,
      Optional<Instant> startDate,
      Optional<Instant> endDate,
      Optional<Integer> windowMinutes) {}

  /**
   * What a schedule starts.
   *
   * @param arn of a state machine or a function
   * @param input may have placeholders such as {@code <aws.scheduler.scheduled-time>}
   */
  public record Target(String arn, String roleArn, String input) {}

  public String expression() {
    return timing.expression();
  }
}
