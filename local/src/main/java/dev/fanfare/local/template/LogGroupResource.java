package dev.fanfare.local.template;

import java.util.OptionalInt;

/**
 * A log group.
 *
 * @param retentionDays how long AWS keeps its events; empty is for ever. Not applied on one machine
 */
public record LogGroupResource(String logicalId, String name, OptionalInt retentionDays) {}
