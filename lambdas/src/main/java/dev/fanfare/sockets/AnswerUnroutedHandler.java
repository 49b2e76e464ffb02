package dev.fanfare.sockets;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.fanfare.channels.ChannelTables;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Environment;
import dev.fanfare.config.Variables;
import java.time.Clock;
import java.util.Map;

/** AnswerUnrouted: the route {@code $default}, of everything that has no route of its own. */
public final class AnswerUnroutedHandler
    implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
  private final ActionRoute route;

  public AnswerUnroutedHandler() {
    this(Environment.variables());
  }

  AnswerUnroutedHandler(Map<String, String> environment) {
    var variables = new Variables(environment);
    var names = ChannelTables.of(variables);
    int messagesPerMinute = variables.number("MAX_MESSAGES_PER_MINUTE", 1, 60_000);
    variables.check();
    var tables = new AwsClients(environment).tables();
    var clock = Clock.systemUTC();
    this.route =
        new DynamoActionRoutes(tables, names, messagesPerMinute, clock)
            .to(new AnswerUnroutedAction());
  }

  AnswerUnroutedHandler(ActionRoute route) {
    this.route = route;
  }

  @Override
  public APIGatewayV2WebSocketResponse handleRequest(
      APIGatewayV2WebSocketEvent event, Context context) {
    return route.handle(event, context);
  }
}
