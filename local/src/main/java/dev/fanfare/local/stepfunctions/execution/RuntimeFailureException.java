package dev.fanfare.local.stepfunctions.execution;

/**
 * The state cannot run with the values that its expressions returned. This is {@code
 * States.Runtime}, which no retrier or catcher matches.
 */
final class RuntimeFailureException extends RuntimeException {
  RuntimeFailureException(String message) {
    super(message, null, false, false);
  }
}
