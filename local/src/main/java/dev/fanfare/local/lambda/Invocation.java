package dev.fanfare.local.lambda;

import java.util.Optional;

/**
 * The result of one invocation.
 *
 * @param executedVersion {@code $LATEST} or a version's number
 * @param payload the function's response, JSON as UTF-8; for an error, {@code {"errorMessage",
 *     "errorType", "stackTrace"}}
 * @param functionError {@code Unhandled} if the function threw, timed out or could not be started
 */
public record Invocation(
    String requestId, String executedVersion, byte[] payload, Optional<String> functionError) {}
