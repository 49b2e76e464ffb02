package dev.fanfare.sockets;

import dev.fanfare.config.Variables;
import dev.fanfare.messages.DynamoMessageBudget;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Makes the routes of actions: each message is taken out of its connection's budget on DynamoDB,
 * whatever the action.
 *
 * @param connectionsTable holds the budgets, beside the connections
 * @param messagesPerMinute what one connection may send
 */
record DynamoActionRoutes(
    DynamoDbClient tables, String connectionsTable, int messagesPerMinute, Clock clock) {
  private static final int MOST_PER_MINUTE = 60_000;

  /** What the function's environment says of it. */
  static int messagesPerMinute(Variables variables) {
    return variables.number("MAX_MESSAGES_PER_MINUTE", 1, MOST_PER_MINUTE);
  }

  ActionRoute to(ActionRoute.Action action) {
    var budget = new DynamoMessageBudget(tables, connectionsTable, messagesPerMinute);
    return new ActionRoute(new BudgetedAction(budget, clock, action));
  }
}
