package dev.fanfare.sockets;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.config.ContentionException;
import dev.fanfare.config.PrintableLog;
import java.util.function.Consumer;

/**
 * The way of every message that a client sends: read, do, answer. Whatever the client has done
 * wrong is told to it; what else goes wrong is thrown, and API Gateway tells of an internal error.
 */
final class ActionRoute {
  private final Action action;

  /** What a message asks for. */
  interface Action {

    /**
     * @param log takes lines for the operator
     * @return the answer, which then gets the request's id
     * @throws InvalidRequestException when a field breaks a rule
     * @throws RefusedException when it is not to be done
     */
    ObjectNode answer(Client client, ActionRequest request, Consumer<String> log);
  }

  ActionRoute(Action action) {
    this.action = action;
  }

  APIGatewayV2WebSocketResponse handle(APIGatewayV2WebSocketEvent event, Context context) {
    var client = Client.of(event);
    ActionRequest request = null;
    ObjectNode answer;
    try {
      request = ActionRequest.parse(event.getBody());
      answer = action.answer(client, request, line -> PrintableLog.of(context).log(line));
    } catch (InvalidRequestException e) {
      answer = ActionAnswer.error("invalid_request", e.getMessage(), request);
    } catch (RefusedException e) {
      answer = ActionAnswer.error(e.word(), e.getMessage(), request);
    } catch (ContentionException e) {
      answer = ActionAnswer.error("slow_down", "too many changes at once: try again", request);
    }
    return ActionAnswer.respond(answer, request);
  }
}
