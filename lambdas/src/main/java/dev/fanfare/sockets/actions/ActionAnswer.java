package dev.fanfare.sockets.actions;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.sockets.RefusedException;
import dev.fanfare.text.Json;

/** The answers to a client's messages: JSON objects that name their type. */
public final class ActionAnswer {
  public static final String RETRY_AFTER_MS = "retry_after_ms";

  private ActionAnswer() {}

  static ObjectNode of(String type) {
    return Json.MAPPER.createObjectNode().put("type", type);
  }

  /**
   * @param word one of those that clients know
   * @param request what is refused; null when it could not be read. Its action is repeated, but for
   *     one longer than any that there is
   */
  public static ObjectNode error(String word, String message, ActionRequest request) {
    var error = of("error");
    if (request != null && request.hasRepeatableAction()) {
      error.put("action", request.action());
    }
    return error.put("error", word).put("message", message);
  }

  /** What is refused, and in how many milliseconds it may be tried again, where that helps. */
  public static ObjectNode error(RefusedException refusal, ActionRequest request) {
    var error = error(refusal.word(), refusal.getMessage(), request);
    refusal.retryAfterMillis().ifPresent(millis -> error.put(RETRY_AFTER_MS, millis));
    return error;
  }

  /**
   * As API Gateway takes it. The status reaches nobody: a socket carries the body alone.
   *
   * @param request what is answered; null when it could not be read
   */
  public static APIGatewayV2WebSocketResponse respond(ObjectNode answer, ActionRequest request) {
    if (request != null) {
      request.requestId().ifPresent(id -> answer.put(ActionRequest.REQUEST_ID, id));
    }
    return respond(200, answer.toString());
  }

  /**
   * @param body null for none
   */
  public static APIGatewayV2WebSocketResponse respond(int status, String body) {
    var response = new APIGatewayV2WebSocketResponse();
    response.setStatusCode(status);
    response.setBody(body);
    return response;
  }
}
