package dev.fanfare.cli.console;

/**
 * What one event carries.
 *
 * @param input JSON as Step Functions keeps it; null when it has none
 * @param output the same
 */
public record EventData(String input, String output) {}
