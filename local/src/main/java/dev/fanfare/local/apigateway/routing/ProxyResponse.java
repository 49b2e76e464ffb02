package dev.fanfare.local.apigateway.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.Optional;

/**
 * The response of a function behind a proxy integration.
 *
 * @param status its status code; 500, 502 or 504 if it failed
 * @param failed whether the response is missing or has another format
 * @param headers its {@code headers}, if any
 * @param body its {@code body}, if any
 */
record ProxyResponse(int status, boolean failed, JsonNode headers, Optional<String> body) {
  private static final int BAD_GATEWAY = 502;

  static ProxyResponse of(Integration.Result result) {
    if (result instanceof Integration.Failed failed) {
      return failure(failed.status());
    }
    JsonNode answer = ((Integration.Answered) result).answer();
    int status = answer.path("statusCode").asInt();
    JsonNode body = answer.path("body");
    boolean hasNoBody = body.isMissingNode() || body.isNull();
    if (status < 100 || status > 599 || !(hasNoBody || body.isTextual())) {
      return failure(BAD_GATEWAY);
    }
    return new ProxyResponse(
        status, false, answer.path("headers"), Optional.ofNullable(body.textValue()));
  }

  private static ProxyResponse failure(int status) {
    return new ProxyResponse(status, true, MissingNode.getInstance(), Optional.empty());
  }

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** A header's value; names are case-insensitive. */
  Optional<String> header(String name) {
    return headers.properties().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .map(JsonNode::asText)
        .findFirst();
  }
}
