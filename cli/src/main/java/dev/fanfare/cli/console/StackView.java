package dev.fanfare.cli.console;

/**
 * The stack that the console looks at.
 *
 * @param local whether it runs on this machine
 * @param pollMillis how long the page waits from an answer to the next question
 */
public record StackView(String name, String region, boolean local, long pollMillis) {}
