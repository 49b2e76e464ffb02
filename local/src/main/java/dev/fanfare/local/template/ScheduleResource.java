package dev.fanfare.local.template;

/**
 * A schedule to make.
 *
 * @param expression such as {@code cron(0 18 ? * MON-FRI *)}
 * @param zone the time zone in which it is meant
 * @param targetArn of the state machine that it starts
 * @param input of the execution, with placeholders
 */
public record ScheduleResource(
    String logicalId,
    String name,
    String description,
    String expression,
    String zone,
    boolean isEnabled,
    String targetArn,
    String roleArn,
    String input) {}
