package dev.fanfare.sockets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/**
 * Answers what has no route of its own: a {@code ping}, whose use is that the connection has shown
 * itself, and everything that is no action.
 */
final class AnswerUnroutedAction implements ActionRoute.Action {
  private static final String PING = "ping";

  @Override
  public ObjectNode answer(Client client, ActionRequest request, Consumer<String> log) {
    if (!request.action().equals(PING)) {
      throw request.unknownAction();
    }
    request.check(List.of());
    return ActionAnswer.of("pong");
  }
}
