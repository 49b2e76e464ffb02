package dev.fanfare.sockets.actions;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.sockets.RefusedException;
import dev.fanfare.text.Json;
import org.jspecify.annotations.Nullable;

/** Builds the responses to a client's messages: JSON objects with a type. */
public final class ActionAnswer {
  public static final String RETRY_AFTER_MS = "retry_after_ms";

  private ActionAnswer() {}

  static ObjectNode of(String type) {
    return Json.MAPPER.createObjectNode().put("type", type);
  }

  /**
   * @param word an error code that is part of the client API
   * @param request the refused request; null if it could not be parsed. The error repeats its
   *     action, unless the action is longer than any known one
   */
  public static ObjectNode error(String word, String message, @Nullable ActionRequest request) {
    var error = of("error");
    if (request != null && request.hasRepeatableAction()) {
      error.put("action", request.action());
    }
    return error.put("error", word).put("message", message);
  }

  /** Builds the error of a refusal, with the time to wait if a retry helps. */
  public static ObjectNode error(RefusedException refusal, @Nullable ActionRequest request) {
    var error = error(refusal.word(), String.valueOf(refusal.getMessage()), request);
    refusal.retryAfterMillis().ifPresent(millis -> error.put(RETRY_AFTER_MS, millis));
    return error;
  }

  /**
   * Builds a response for API Gateway. The client receives only the body; API Gateway drops the
   * status.
   *
   * @param request the request; null if it could not be parsed
   */
  public static APIGatewayV2WebSocketResponse respond(
      ObjectNode answer, @Nullable ActionRequest request) {
    if (request != null) {
      request.requestId().ifPresent(id -> answer.put(ActionRequest.REQUEST_ID, id));
    }
    return respond(200, answer.toString());
  }

  /**
   * @param body null for none
   */
  public static APIGatewayV2WebSocketResponse respond(int status, @Nullable String body) {
    var response = new APIGatewayV2WebSocketResponse();
    response.setStatusCode(status);
    response.setBody(body);
    return response;
  }
}
