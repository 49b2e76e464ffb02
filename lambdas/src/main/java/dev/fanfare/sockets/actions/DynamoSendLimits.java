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
 * How much clients may send, as the operator has set it. Makes routes that enforce it.
 *
 * @param table of budgets
 * @param messagesPerMinute what one user may send, all connections together
 * @param refusalsPerMinute how many messages are refused before a connection is closed
 * @param anonymousPerSource for how many users the anonymous clients of one address count
 * @param endpoint where connections are closed
 */
public record DynamoSendLimits(
    String table,
    int messagesPerMinute,
    int refusalsPerMinute,
    int anonymousPerSource,
    URI endpoint) {
  private static final int MAX_PER_MINUTE = 60_000;
  private static final int MAX_PER_SOURCE = 1_000;

  /** What the function's environment says. */
  public static DynamoSendLimits of(Variables variables) {
    return new DynamoSendLimits(
        variables.text("BUDGETS_TABLE"),
        variables.number("MAX_MESSAGES_PER_MINUTE", 1, MAX_PER_MINUTE),
        variables.number("MAX_REFUSALS_PER_MINUTE", 1, MAX_PER_MINUTE),
        anonymousPerSource(variables),
        variables.address("CONNECTIONS_ENDPOINT"));
  }

  /** The same for messages and for connects. */
  public static int anonymousPerSource(Variables variables) {
    return variables.number("ANONYMOUS_PER_SOURCE", 1, MAX_PER_SOURCE);
  }

  /** The budget that every message is charged to; what costs more may be charged to it, too. */
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
