package dev.fanfare.sockets;

import dev.fanfare.channels.ChannelTables;
import dev.fanfare.channels.DynamoRenewals;
import dev.fanfare.config.Variables;
import dev.fanfare.messages.DynamoMessageBudget;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Makes the routes of actions: each message renews its connection and is taken out of its budget,
 * both on DynamoDB, whatever the action.
 *
 * @param messagesPerMinute what one connection may send
 */
record DynamoActionRoutes(
    DynamoDbClient tables, ChannelTables names, int messagesPerMinute, Clock clock) {
  private static final int MOST_PER_MINUTE = 60_000;

  /** What the function's environment says of it. */
  static int messagesPerMinute(Variables variables) {
    return variables.number("MAX_MESSAGES_PER_MINUTE", 1, MOST_PER_MINUTE);
  }

  ActionRoute to(ActionRoute.Action action) {
    var budget = new DynamoMessageBudget(tables, names.connections(), messagesPerMinute);
    return new ActionRoute(
        new DynamoRenewals(tables, names, clock), new BudgetedAction(budget, clock, action));
  }
}
