package dev.fanfare.sockets.actions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.config.PrintableLog;
import dev.fanfare.dynamodb.ContentionException;
import dev.fanfare.sockets.Client;
import dev.fanfare.sockets.RefusedException;

/**
 * Handles a client's message in four steps: charge the budget, parse, execute, respond. The
 * response names the client's mistakes. Any other failure is thrown, and API Gateway reports an
 * internal error.
 */
public final class ActionRoute {
  private final MessageLimit limit;
  private final Action action;

  /** The action that a message requests. */
  public interface Action {

    /**
     * @param log receives log lines for the operator
     * @return the response; the caller adds the request id
     * @throws InvalidRequestException if a field breaks a rule
     * @throws RefusedException if the client may not do this
     */
    ObjectNode answer(Client client, ActionRequest request, LambdaLogger log);
  }

  public ActionRoute(MessageLimit limit, Action action) {
    this.limit = limit;
    this.action = action;
  }

  public APIGatewayV2WebSocketResponse handle(APIGatewayV2WebSocketEvent event, Context context) {
    var client = Client.of(event);
    ActionRequest request = null;
    ObjectNode answer;
    LambdaLogger log = PrintableLog.of(context);
    try {
      limit.charge(client, log);
    } catch (RefusedException e) {
      return refuse(e, event);
    }
    try {
      request = ActionRequest.parse(event.getBody());
      answer = action.answer(client, request, log);
    } catch (InvalidRequestException e) {
      answer = ActionAnswer.error("invalid_request", String.valueOf(e.getMessage()), request);
    } catch (RefusedException e) {
      answer = ActionAnswer.error(e, request);
    } catch (ContentionException e) {
      answer = ActionAnswer.error("slow_down", "too many changes at once: try again", request);
    }
    return ActionAnswer.respond(answer, request);
  }

  /**
   * Repeats the action and the id of the message, so that the client can identify the refused
   * message.
   */
  private static APIGatewayV2WebSocketResponse refuse(
      RefusedException refusal, APIGatewayV2WebSocketEvent event) {
    ActionRequest request = null;
    try {
      request = ActionRequest.parse(event.getBody());
    } catch (RefusedException e) {
      // The message has no readable action or id.
    }
    return ActionAnswer.respond(ActionAnswer.error(refusal, request), request);
  }
}
