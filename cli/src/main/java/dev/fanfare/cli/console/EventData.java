package dev.fanfare.cli.console;

import org.jspecify.annotations.Nullable;

/**
 * The input and output of one event.
 *
 * @param input JSON as in the execution history; null if the event has none
 * @param output JSON as in the execution history, or the cause of an error; null if the event has
 *     none
 */
public record EventData(@Nullable String input, @Nullable String output) {}
