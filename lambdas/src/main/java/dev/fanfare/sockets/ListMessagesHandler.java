package dev.fanfare.sockets;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.fanfare.channels.ChannelTables;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.DynamoMessageHistory;
import dev.fanfare.config.Environment;
import dev.fanfare.config.Variables;
import dev.fanfare.messages.DynamoMembership;
import java.time.Clock;
import java.util.Map;

/** ListMessages: the route {@code listmessages}. */
public final class ListMessagesHandler
    implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
  private final ActionRoute route;

  public ListMessagesHandler() {
    this(Environment.variables());
  }

  ListMessagesHandler(Map<String, String> environment) {
    var variables = new Variables(environment);
    var names = ChannelTables.of(variables);
    String messages = variables.text("MESSAGES_TABLE");
    int messagesPerMinute = variables.number("MAX_MESSAGES_PER_MINUTE", 1, 60_000);
    variables.check();
    var tables = new AwsClients(environment).tables();
    var clock = Clock.systemUTC();
    var action =
        new ListMessagesAction(
            new DynamoMembership(tables, names.subscriptions()),
            new DynamoMessageHistory(tables, messages, clock),
            clock);
    this.route = new DynamoActionRoutes(tables, names, messagesPerMinute, clock).to(action);
  }

  ListMessagesHandler(ActionRoute route) {
    this.route = route;
  }

  @Override
  public APIGatewayV2WebSocketResponse handleRequest(
      APIGatewayV2WebSocketEvent event, Context context) {
    return route.handle(event, context);
  }
}
