package dev.fanfare.local.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.http.ApiError;
import dev.fanfare.local.http.Members;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Reads a schedule from the body of {@code CreateSchedule} or {@code UpdateSchedule}, whose members
 * are {@link #MEMBERS}.
 */
record ScheduleReader(LocalAccount account) {
  /** What {@code CreateSchedule} and {@code UpdateSchedule} read. */
  static final Members MEMBERS =
      Members.of("ActionAfterCompletion", "ClientToken", "Description", "EndDate", "GroupName")
          .and("FlexibleTimeWindow.Mode", "FlexibleTimeWindow.MaximumWindowInMinutes")
          .and("ScheduleExpression", "ScheduleExpressionTimezone", "StartDate", "State")
          .and("Target.Arn", "Target.Input", "Target.RoleArn", "Target.DeadLetterConfig.Arn")
          .and("Target.RetryPolicy.MaximumRetryAttempts")
          .and("Target.RetryPolicy.MaximumEventAgeInSeconds");

  private static final String AGE = "MaximumEventAgeInSeconds";
  private static final String ATTEMPTS = "MaximumRetryAttempts";
  private static final int MIN_AGE = 60;
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
  private static final int MAX_WINDOW = 1_440;

  /**
   * @throws ApiError if a field is missing, unknown or invalid; the message names it
   */
  ScheduleSpec read(String name, JsonNode body) {
    requireName(name);
    requireGroup(text(body, "GroupName"));
    var expression =
        text(body, "ScheduleExpression").orElseThrow(() -> missing("ScheduleExpression"));
    return new ScheduleSpec(
        name,
        account.scheduleArn(name),
        text(body, "Description").orElse(""),
        new ScheduleSpec.Timing(
            expression,
            due(expression),
            zone(text(body, "ScheduleExpressionTimezone").orElse("UTC")),
            date(body, "StartDate"),
            date(body, "EndDate"),
            window(body)),
        choice(body, "State", "ENABLED", "DISABLED").equals("ENABLED"),
        target(body.path("Target")),
        choice(body, "ActionAfterCompletion", "NONE", "DELETE").equals("DELETE"));
  }

  private static ScheduleExpression due(String expression) {
    try {
      return ScheduleExpression.Reader.read(expression);
    } catch (InvalidScheduleException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
  }

  private static ZoneId zone(String id) {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException e) {
      throw invalid(
          "ScheduleExpressionTimezone is " + id + ": must be a time zone such as Europe/Berlin");
    }
  }

  private static Optional<Integer> window(JsonNode body) {
    var window = body.path("FlexibleTimeWindow");
    var mode = text(window, "Mode").orElseThrow(() -> missing("FlexibleTimeWindow.Mode"));
    var minutes = window.path("MaximumWindowInMinutes");
    if (mode.equals("OFF") && minutes.isMissingNode()) {
      return Optional.empty();
    }
    if (mode.equals("FLEXIBLE") && minutes.asInt() >= 1 && minutes.asInt() <= MAX_WINDOW) {
      return Optional.of(minutes.asInt());
    }
    throw invalid(
        "FlexibleTimeWindow is "
            + window
            + ": must be OFF, or FLEXIBLE with MaximumWindowInMinutes from 1 to 1440");
  }

  private static ScheduleSpec.Target target(JsonNode target) {
    var arn = text(target, "Arn").orElseThrow(() -> missing("Target.Arn"));
    if (!arn.matches(
        "arn:[^:]+:(states:[^:]+:\\d{12}:stateMachine|lambda:[^:]+:\\d{12}:function):.+")) {
      throw invalid("Target.Arn is " + arn + ": must be the ARN of a state machine or a function");
    }
    var role = text(target, "RoleArn").orElseThrow(() -> missing("Target.RoleArn"));
    if (!role.matches("arn:[^:]+:iam::\\d{12}:role/.+")) {
      throw invalid("Target.RoleArn is " + role + ": must be a role's ARN");
    }
    return new ScheduleSpec.Target(
        arn,
        role,
        text(target, "Input").orElse("{}"),
        retries(target.path("RetryPolicy")),
        deadLetterQueue(target.path("DeadLetterConfig")));
  }

  private static ScheduleSpec.RetryPolicy retries(JsonNode policy) {
    var most = ScheduleSpec.RetryPolicy.DEFAULT;
    int seconds = whole(policy, AGE, MIN_AGE, (int) most.maxAge().toSeconds());
    return new ScheduleSpec.RetryPolicy(
        Duration.ofSeconds(seconds), whole(policy, ATTEMPTS, 0, most.attempts()));
  }

  /** A whole number; the default is the greatest. */
  private static int whole(JsonNode node, String field, int min, int max) {
    var value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return max;
    }
    // The numbers of a template are texts.
    var text = value.asText();
    if (!text.matches("[0-9]{1,9}")
        || Integer.parseInt(text) < min
        || Integer.parseInt(text) > max) {
      throw invalid(
          "Target.RetryPolicy.%s is %s: must be a whole number from %d to %d"
              .formatted(field, value, min, max));
    }
    return Integer.parseInt(text);
  }

  private static Optional<String> deadLetterQueue(JsonNode config) {
    var arn = text(config, "Arn");
    arn.filter(queue -> !queue.matches("arn:aws(-[a-z]+)?:sqs:[a-z0-9-]+:\\d{12}:[a-zA-Z0-9-_]+"))
        .ifPresent(
            queue -> {
              throw invalid(
                  "Target.DeadLetterConfig.Arn is " + queue + ": must be a standard queue's ARN");
            });
    return arn;
  }

  private static Optional<Instant> date(JsonNode body, String field) {
    var value = body.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isNumber()) {
      throw invalid(field + " is " + value + ": must be seconds since 1970");
    }
    return Optional.of(Instant.ofEpochMilli(value.decimalValue().multiply(THOUSAND).longValue()));
  }

  private static String choice(JsonNode body, String field, String defaultValue, String other) {
    var value = text(body, field).orElse(defaultValue);
    if (!value.equals(defaultValue) && !value.equals(other)) {
      throw invalid(field + " is " + value + ": must be " + defaultValue + " or " + other);
    }
    return value;
  }

  /** The only group is {@code default}; the local stack has no operation to create another. */
  static void requireGroup(Optional<String> group) {
    group
        .filter(name -> !name.equals(Schedule.GROUP))
        .ifPresent(
            name -> {
              throw notFound("Schedule group " + name);
            });
  }

  private static void requireName(String name) {
    if (!name.matches("[0-9a-zA-Z-_.]{1,64}")) {
      throw invalid("Name is " + name + ": must match [0-9a-zA-Z-_.]{1,64}");
    }
  }

  static ApiError invalid(String message) {
    return new ApiError(400, "ValidationException", message);
  }

  static ApiError notFound(String what) {
    return new ApiError(404, "ResourceNotFoundException", what + " does not exist.");
  }

  private static ApiError missing(String field) {
    return invalid(field + " is missing");
  }

  private static Optional<String> text(JsonNode node, String field) {
    return Optional.ofNullable(node.get(field)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }
}
