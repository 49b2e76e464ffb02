package dev.fanfare.local.lambda;

import java.util.Optional;

/**
 * What came of one invocation.
 *
 * @param requestId the invocation's id
 * @param executedVersion {@code $LATEST} or a version's number
 * @param payload what the function answered, JSON as UTF-8; with an error, {@code {"errorMessage",
 *     "errorType", "stackTrace"}}
 * @param functionError {@code Unhandled} when the function threw, timed out or could not be started
 */
public record Invocation(
    String requestId, String executedVersion, byte[] payload, Optional<String> functionError) {}
