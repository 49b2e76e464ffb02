package dev.fanfare.sockets;

import dev.fanfare.archive.DynamoMessageHistory;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Environment;
import dev.fanfare.config.Variables;
import dev.fanfare.messages.DynamoMembership;
import java.time.Clock;
import java.util.Map;

/** ListMessages: the route {@code listmessages}. */
public final class ListMessagesHandler extends ActionHandler {
  public ListMessagesHandler() {
    this(Environment.variables());
  }

  ListMessagesHandler(Map<String, String> environment) {
    this(route(environment));
  }

  ListMessagesHandler(ActionRoute route) {
    super(route);
  }

  private static ActionRoute route(Map<String, String> environment) {
    var variables = new Variables(environment);
    String subscriptions = variables.text("SUBSCRIPTIONS_TABLE");
    String messages = variables.text("MESSAGES_TABLE");
    var limits = DynamoSendLimits.of(variables);
    variables.check();
    var aws = new AwsClients(environment);
    var tables = aws.tables();
    var clock = Clock.systemUTC();
    var action =
        new ListMessagesAction(
            new DynamoMembership(tables, subscriptions),
            new DynamoMessageHistory(tables, messages, clock),
            clock);
    return limits.route(aws, tables, clock, action);
  }
}
