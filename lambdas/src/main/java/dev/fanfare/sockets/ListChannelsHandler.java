package dev.fanfare.sockets;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.fanfare.channels.ChannelTables;
import dev.fanfare.channels.DynamoMemberships;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Environment;
import dev.fanfare.config.Transactions;
import dev.fanfare.config.Variables;
import java.time.Clock;
import java.util.Map;

/** ListChannels: the route {@code listchannels}. */
public final class ListChannelsHandler
    implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
  private final ActionRoute route;

  public ListChannelsHandler() {
    this(Environment.variables());
  }

  ListChannelsHandler(Map<String, String> environment) {
    var variables = new Variables(environment);
    var names = ChannelTables.of(variables);
    int messagesPerMinute = variables.number("MAX_MESSAGES_PER_MINUTE", 1, 60_000);
    variables.check();
    var tables = new AwsClients(environment).tables();
    var clock = Clock.systemUTC();
    this.route =
        new DynamoActionRoutes(tables, names, messagesPerMinute, clock)
            .to(
                new ListChannelsAction(
                    new DynamoMemberships(tables, Transactions.of(tables), names, clock)));
  }

  ListChannelsHandler(ActionRoute route) {
    this.route = route;
  }

  @Override
  public APIGatewayV2WebSocketResponse handleRequest(
      APIGatewayV2WebSocketEvent event, Context context) {
    return route.handle(event, context);
  }
}
