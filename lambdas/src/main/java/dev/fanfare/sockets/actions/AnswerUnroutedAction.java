package dev.fanfare.sockets.actions;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.sockets.Client;
import java.util.List;

/**
 * Responds to messages without a route. API Gateway answers a {@code ping} itself, except one that
 * it cannot parse, for example after a byte order mark.
 */
public final class AnswerUnroutedAction implements ActionRoute.Action {
  private static final String PING = "ping";

  @Override
  public ObjectNode answer(Client client, ActionRequest request, LambdaLogger log) {
    if (!request.action().equals(PING)) {
      throw request.unroutedAction();
    }
    request.check(List.of());
    return ActionAnswer.of("pong");
  }
}
