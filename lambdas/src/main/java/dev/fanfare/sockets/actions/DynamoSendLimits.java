package dev.fanfare.sockets.actions;

import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Variables;
import dev.fanfare.messages.ClientBudget;
import dev.fanfare.messages.DynamoClientBudget;
import dev.fanfare.sockets.SdkOpenSockets;
import dev.fanfare.tables.BudgetRow;
import java.net.URI;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The operator's limits on what clients send. Creates routes that enforce them.
 *
 * @param table the budgets table
 * @param messagesPerMinute messages per user and minute, over all of the user's connections
 * @param refusalsPerMinute refused messages per minute before the connection is closed
 * @param anonymousPerSource the number of users that the anonymous clients of one address count as
 * @param endpoint the endpoint that closes connections
 */
public record DynamoSendLimits(
    String table,
    int messagesPerMinute,
    int refusalsPerMinute,
    int anonymousPerSource,
    URI endpoint) {
  private static final int MAX_PER_MINUTE = 60_000;
  private static final int MAX_PER_SOURCE = 1_000;

  /** Reads the limits from the function's environment. */
  public static DynamoSendLimits of(Variables variables) {
    return new DynamoSendLimits(
        variables.text("BUDGETS_TABLE"),
        variables.number("MAX_MESSAGES_PER_MINUTE", 1, MAX_PER_MINUTE),
        variables.number("MAX_REFUSALS_PER_MINUTE", 1, MAX_PER_MINUTE),
        anonymousPerSource(variables),
        variables.address("CONNECTIONS_ENDPOINT"));
  }

  /** Messages and connects share this limit. */
  public static int anonymousPerSource(Variables variables) {
    return variables.number("ANONYMOUS_PER_SOURCE", 1, MAX_PER_SOURCE);
  }

  /**
   * Returns the budget that every message is charged to; expensive actions may charge more to it.
   */
  public ClientBudget messages(DynamoDbClient tables) {
    return budget(tables, BudgetRow.MESSAGES_UNTIL, messagesPerMinute);
  }

  public ActionRoute route(
      AwsClients aws, DynamoDbClient tables, Clock clock, ActionRoute.Action action) {
    var limit =
        new MessageLimit(
            messages(tables),
            budget(tables, BudgetRow.REFUSALS_UNTIL, refusalsPerMinute),
            new SdkOpenSockets(aws.connections(endpoint)),
            clock);
    return new ActionRoute(limit, action);
  }

  private ClientBudget budget(DynamoDbClient tables, String attribute, int perMinute) {
    return new DynamoClientBudget(
        tables, table, attribute, perMinute, perMinute * anonymousPerSource);
  }
}
