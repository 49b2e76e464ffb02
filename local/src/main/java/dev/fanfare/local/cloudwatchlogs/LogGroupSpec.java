package dev.fanfare.local.cloudwatchlogs;

import java.util.OptionalInt;

/**
 * A log group of the template.
 *
 * @param retentionDays how long AWS keeps its events; empty for no limit. It has no effect on one
 *     machine
 */
public record LogGroupSpec(String logicalId, String name, OptionalInt retentionDays) {}
