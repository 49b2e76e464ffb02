package dev.fanfare.local.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.http.ApiError;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a schedule from the body of {@code CreateSchedule} or {@code UpdateSchedule}. Rejects each
 * field that the local stack does not support, by name.
 */
record ScheduleReader(LocalAccount account) {
  private static final Set<String> FIELDS =
      Set.of(
          "ActionAfterCompletion",
          "ClientToken",
          "Description",
          "EndDate",
          "FlexibleTimeWindow",
          "GroupName",
          "ScheduleExpression",
          "ScheduleExpressionTimezone",
          "StartDate",
          "State",
          "Target");
  private static final Set<String> TARGET_FIELDS = Set.of("Arn", "Input", "RetryPolicy", "RoleArn");
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
  private static final int MAX_WINDOW = 1_440;

  /**
   * @throws ApiError if a field is missing, unknown or invalid; the message names it
   */
  ScheduleSpec read(String name, JsonNode body) {
    requireKnown(body, "", FIELDS);
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
    requireKnown(target, "Target.", TARGET_FIELDS);
    var arn = text(target, "Arn").orElseThrow(() -> missing("Target.Arn"));
    if (!arn.matches(
        "arn:[^:]+:(states:[^:]+:\\d{12}:stateMachine|lambda:[^:]+:\\d{12}:function):.+")) {
      throw invalid("Target.Arn is " + arn + ": must be the ARN of a state machine or a function");
    }
    var role = text(target, "RoleArn").orElseThrow(() -> missing("Target.RoleArn"));
    if (!role.matches("arn:[^:]+:iam::\\d{12}:role/.+")) {
      throw invalid("Target.RoleArn is " + role + ": must be a role's ARN");
    }
    return new ScheduleSpec.Target(arn, role, text(target, "Input").orElse("{}"));
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

  private static void requireKnown(JsonNode node, String prefix, Set<String> known) {
    node.properties()
        .forEach(
            field -> {
              if (!known.contains(field.getKey())) {
                throw invalid(
                    "The local EventBridge Scheduler does not support " + prefix + field.getKey());
              }
            });
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
