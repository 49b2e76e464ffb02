package dev.fanfare.cli.console;

import org.jspecify.annotations.Nullable;

/**
 * What one event carries.
 *
 * @param input JSON as Step Functions keeps it; null when it has none
 * @param output the same
 */
public record EventData(@Nullable String input, @Nullable String output) {}
