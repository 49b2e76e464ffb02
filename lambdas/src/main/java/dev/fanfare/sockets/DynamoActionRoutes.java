package dev.fanfare.sockets;

import dev.fanfare.channels.ChannelTables;
import dev.fanfare.channels.DynamoRenewals;
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

  ActionRoute to(ActionRoute.Action action) {
    var budget = new DynamoMessageBudget(tables, names.connections(), messagesPerMinute);
    return new ActionRoute(
        new DynamoRenewals(tables, names, clock), new BudgetedAction(budget, clock, action));
  }
}
