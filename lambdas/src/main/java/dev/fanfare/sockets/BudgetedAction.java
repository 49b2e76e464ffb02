package dev.fanfare.sockets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.messages.MessageBudget;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * An action that counts: each message for it is taken out of the connection's budget first, a wrong
 * one too, and there is no answering without.
 */
final class BudgetedAction implements ActionRoute.Action {
  private final MessageBudget budget;
  private final Clock clock;
  private final ActionRoute.Action action;

  BudgetedAction(MessageBudget budget, Clock clock, ActionRoute.Action action) {
    this.budget = budget;
    this.clock = clock;
    this.action = action;
  }

  @Override
  public ObjectNode answer(Client client, ActionRequest request, Consumer<String> log) {
    var wait = budget.take(client.userId(), client.connectionId(), clock.instant());
    if (!wait.isZero()) {
      throw new RefusedException(
          RefusedException.SLOW_DOWN,
          "connection",
          client.connectionId(),
          "has sent too many messages, and may send the next in " + wait.toMillis() + " ms");
    }
    return action.answer(client, request, log);
  }
}
