package dev.fanfare.sockets;

import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Environment;
import dev.fanfare.config.Variables;
import java.time.Clock;
import java.util.Map;

/** AnswerUnrouted: the route {@code $default}, of everything that has no route of its own. */
public final class AnswerUnroutedHandler extends ActionHandler {
  public AnswerUnroutedHandler() {
    this(Environment.variables());
  }

  AnswerUnroutedHandler(Map<String, String> environment) {
    this(route(environment));
  }

  AnswerUnroutedHandler(ActionRoute route) {
    super(route);
  }

  private static ActionRoute route(Map<String, String> environment) {
    var variables = new Variables(environment);
    String connectionsTable = variables.text("CONNECTIONS_TABLE");
    int messagesPerMinute = DynamoActionRoutes.messagesPerMinute(variables);
    variables.check();
    var tables = new AwsClients(environment).tables();
    var clock = Clock.systemUTC();
    return new DynamoActionRoutes(tables, connectionsTable, messagesPerMinute, clock)
        .to(new AnswerUnroutedAction());
  }
}
