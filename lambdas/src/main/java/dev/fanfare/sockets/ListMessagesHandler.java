package dev.fanfare.sockets;

import dev.fanfare.channels.ChannelTables;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.DynamoMessageHistory;
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
    var names = ChannelTables.of(variables);
    String messages = variables.text("MESSAGES_TABLE");
    int messagesPerMinute = DynamoActionRoutes.messagesPerMinute(variables);
    variables.check();
    var tables = new AwsClients(environment).tables();
    var clock = Clock.systemUTC();
    var action =
        new ListMessagesAction(
            new DynamoMembership(tables, names.subscriptions()),
            new DynamoMessageHistory(tables, messages, clock),
            clock);
    return new DynamoActionRoutes(tables, names.connections(), messagesPerMinute, clock).to(action);
  }
}
