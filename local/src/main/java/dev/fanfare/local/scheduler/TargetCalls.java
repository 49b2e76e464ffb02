package dev.fanfare.local.scheduler;

import dev.fanfare.local.time.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the targets of schedules. A call that fails temporarily is retried with exponential
 * back-off, within the schedule's {@code RetryPolicy}. After the last attempt, or at once after a
 * permanent error, the input goes to the schedule's dead-letter queue.
 *
 * @param starter starts a state machine or invokes a function, by ARN, with an input; throws a
 *     {@link TargetException} if the target refuses
 * @param deadLetters sends to dead-letter queues
 * @param timer waits before the next attempt
 */
public record TargetCalls(
    BiConsumer<String, String> starter, DeadLetters deadLetters, Clock clock, Timer timer) {
  private static final Logger LOG = LoggerFactory.getLogger(TargetCalls.class);
  private static final Duration FIRST_DELAY = Duration.ofSeconds(1);

  /**
   * AWS documents no delays. With this maximum, the default of 185 attempts takes about a day,
   * which is the default maximum age.
   */
  private static final Duration MAX_DELAY = Duration.ofMinutes(8);

  /** Sends to queues. */
  @FunctionalInterface
  public interface DeadLetters {

    /**
     * @throws RuntimeException if the queue is missing or refuses the message
     */
    void send(String queueArn, String body, Map<String, String> attributes);
  }

  /**
   * One time of a schedule.
   *
   * @param due the scheduled time
   * @param id the execution's
   */
  record Event(ScheduleSpec schedule, Instant due, String id) {

    String input(int attempt) {
      return schedule
          .target()
          .input()
          .replace("<aws.scheduler.schedule-arn>", schedule.arn())
          .replace("<aws.scheduler.scheduled-time>", time())
          .replace("<aws.scheduler.execution-id>", id)
          .replace("<aws.scheduler.attempt-number>", String.valueOf(attempt));
    }

    String time() {
      return due.truncatedTo(ChronoUnit.SECONDS).toString();
    }
  }

  void start(Event event) {
    attempt(event, 1, FIRST_DELAY);
  }

  private void attempt(Event event, int attempt, Duration delay) {
    try {
      starter.accept(event.schedule().target().arn(), event.input(attempt));
    } catch (TargetException e) {
      failed(event, attempt, delay, e);
    } catch (RuntimeException e) {
      failed(event, attempt, delay, TargetException.internal(e));
    }
  }

  private void failed(Event event, int attempt, Duration delay, TargetException cause) {
    var retries = event.schedule().target().retries();
    var next = clock.instant().plus(delay);
    if (!cause.isRetryable()) {
      giveUp(event, attempt, cause, Optional.empty());
    } else if (attempt > retries.attempts()) {
      giveUp(event, attempt, cause, Optional.of("MaximumRetryAttempts"));
    } else if (next.isAfter(event.due().plus(retries.maxAge()))) {
      giveUp(event, attempt, cause, Optional.of("MaximumEventAgeInSeconds"));
    } else {
      var doubled = delay.multipliedBy(2);
      var after = doubled.compareTo(MAX_DELAY) < 0 ? doubled : MAX_DELAY;
      timer.schedule(delay, () -> attempt(event, attempt + 1, after));
    }
  }

  /** The attributes are those of scheduler/latest/UserGuide/configuring-schedule-dlq. */
  private void giveUp(Event event, int attempt, TargetException cause, Optional<String> exhausted) {
    LOG.warn(
        "Schedule {} started nothing at {}: {}",
        event.schedule().name(),
        event.due(),
        cause.getMessage());
    var attributes = new LinkedHashMap<String, String>();
    attributes.put("ERROR_CODE", cause.code());
    attributes.put("ERROR_MESSAGE", String.valueOf(cause.getMessage()));
    attributes.put("EXECUTION_ID", event.id());
    exhausted.ifPresent(condition -> attributes.put("EXHAUSTED_RETRY_CONDITION", condition));
    attributes.put("IS_PAYLOAD_TRUNCATED", "false");
    attributes.put("RETRY_ATTEMPTS", String.valueOf(attempt - 1));
    attributes.put("SCHEDULED_TIME", event.time());
    attributes.put("SCHEDULE_ARN", event.schedule().arn());
    attributes.put("TARGET_ARN", action(event.schedule().target().arn()));
    event
        .schedule()
        .target()
        .deadLetterQueueArn()
        .ifPresent(queue -> sendTo(queue, event.input(attempt), attributes));
  }

  private static String action(String target) {
    return "arn:aws:scheduler:::aws-sdk:"
        + (target.contains(":function:") ? "lambda:invoke" : "sfn:startExecution");
  }

  private void sendTo(String queue, String input, Map<String, String> attributes) {
    try {
      deadLetters.send(queue, input, attributes);
    } catch (RuntimeException e) {
      LOG.warn("{} did not get the event either, so it is lost: {}", queue, e.getMessage());
    }
  }
}
