package dev.fanfare.local.lambda.sources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the failed messages of a batch from a function's response. AWS's rules ({@code
 * lambda/latest/dg/services-sqs-errorhandling}): an empty response, {@code null} and an empty or
 * null list mean that all succeeded; an invalid response means that all failed.
 */
final class BatchItemFailures {
  private static final ObjectMapper JSON = new ObjectMapper();

  private BatchItemFailures() {}

  /**
   * @param messageIds the ids of all messages in the batch
   * @return the ids of the failed messages; empty if the response is invalid
   */
  static Optional<Set<String>> parse(byte[] response, Set<String> messageIds) {
    JsonNode json;
    try {
      json = JSON.readTree(response);
    } catch (IOException e) { // Not JSON, so an invalid response.
      return Optional.empty();
    }
    if (json.isMissingNode() || json.isNull()) {
      return Optional.of(Set.of());
    }
    if (!json.isObject()) {
      return Optional.empty();
    }
    var failures = json.path("batchItemFailures");
    if (failures.isMissingNode() || failures.isNull()) {
      return Optional.of(Set.of());
    }
    return failures.isArray() ? identifiers(failures, messageIds) : Optional.empty();
  }

  private static Optional<Set<String>> identifiers(JsonNode failures, Set<String> messageIds) {
    var failed = new HashSet<String>();
    for (var failure : failures) {
      var id = failure.path("itemIdentifier");
      if (!id.isTextual() || !messageIds.contains(id.textValue())) {
        return Optional.empty();
      }
      failed.add(id.textValue());
    }
    return Optional.of(failed);
  }
}
