package dev.fanfare.cli.console;

/**
 * The input and output of one event.
 *
 * @param input JSON as in the execution history; null if the event has none
 * @param output JSON as in the execution history, or the cause of an error; null if the event has
 *     none
 */
public record EventData(String input, String output) {}
