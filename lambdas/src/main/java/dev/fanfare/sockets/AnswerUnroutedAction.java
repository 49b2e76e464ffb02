package dev.fanfare.sockets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** Answers what has no route of its own, with the actions that there are. */
final class AnswerUnroutedAction implements ActionRoute.Action {

  @Override
  public ObjectNode answer(Client client, ActionRequest request, Consumer<String> log) {
    throw new RefusedException(
        RefusedException.UNKNOWN_ACTION,
        ActionRequest.ACTION,
        request.action(),
        "a message needs " + ActionRequest.KNOWN);
  }
}
