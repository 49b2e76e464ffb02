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
    var limits = DynamoSendLimits.of(variables);
    variables.check();
    var aws = new AwsClients(environment);
    var tables = aws.tables();
    var clock = Clock.systemUTC();
    return limits.route(aws, tables, clock, new AnswerUnroutedAction());
  }
}
