package dev.fanfare.tests.faults;

/**
 * One invocation before it is made.
 *
 * @param function the function's name, without account, version or alias
 * @param payload JSON
 */
public record Call(String function, String payload) {}
