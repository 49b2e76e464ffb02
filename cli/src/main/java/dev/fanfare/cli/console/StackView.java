package dev.fanfare.cli.console;

/**
 * The stack that the console shows.
 *
 * @param local whether it runs on this machine
 * @param pollMillis time that the page waits between a response and the next request, in
 *     milliseconds
 */
public record StackView(String name, String region, boolean local, long pollMillis) {}
