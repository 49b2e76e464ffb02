package dev.fanfare.local.lambda;

import java.util.Optional;

/**
 * The result of one invocation.
 *
 * @param executedVersion {@code $LATEST} or a version's number
 * @param payload the function's response, JSON as UTF-8; for an error, {@code {"errorMessage",
 *     "errorType", "stackTrace"}}
 * @param functionError {@code Unhandled} if the function threw, timed out or could not be started
 * @param log the end of the invocation's log, at most 4 KB as UTF-8; empty if no code has run
 */
public record Invocation(
    String requestId,
    String executedVersion,
    byte[] payload,
    Optional<String> functionError,
    String log) {

  /** Without a log. */
  public Invocation(
      String requestId, String executedVersion, byte[] payload, Optional<String> functionError) {
    this(requestId, executedVersion, payload, functionError, "");
  }
}
