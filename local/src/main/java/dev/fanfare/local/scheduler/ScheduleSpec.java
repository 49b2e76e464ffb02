package dev.fanfare.local.scheduler;

import java.time.Duration;
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
   * @param deadLetterQueueArn where the input goes if the target cannot be called
   */
  public record Target(
      String arn,
      String roleArn,
      String input,
      RetryPolicy retries,
      Optional<String> deadLetterQueueArn) {}

  /**
   * How long a failed call of the target is repeated. Either limit ends it.
   *
   * @param maxAge since the scheduled time: 60 seconds to a day
   * @param attempts 0 to 185, in addition to the first call
   */
  public record RetryPolicy(Duration maxAge, int attempts) {
    /** That of a schedule without one. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(Duration.ofDays(1), 185);
  }

  public String expression() {
    return timing.expression();
  }
}
