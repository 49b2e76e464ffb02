package dev.fanfare.sockets;

import dev.fanfare.channels.ChannelTables;
import dev.fanfare.channels.DynamoMemberships;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Environment;
import dev.fanfare.config.Transactions;
import dev.fanfare.config.Variables;
import java.time.Clock;
import java.util.Map;

/** ListChannels: the route {@code listchannels}. */
public final class ListChannelsHandler extends ActionHandler {
  public ListChannelsHandler() {
    this(Environment.variables());
  }

  ListChannelsHandler(Map<String, String> environment) {
    this(route(environment));
  }

  ListChannelsHandler(ActionRoute route) {
    super(route);
  }

  private static ActionRoute route(Map<String, String> environment) {
    var variables = new Variables(environment);
    var names = ChannelTables.of(variables);
    var limits = DynamoSendLimits.of(variables);
    variables.check();
    var aws = new AwsClients(environment);
    var tables = aws.tables();
    var clock = Clock.systemUTC();
    return limits.route(
        aws,
        tables,
        clock,
        new ListChannelsAction(
            new DynamoMemberships(tables, Transactions.of(tables), names, clock)));
  }
}
