package dev.fanfare.sockets;

import dev.fanfare.channels.ChannelTables;
import dev.fanfare.channels.DynamoMemberships;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Environment;
import dev.fanfare.config.Transactions;
import dev.fanfare.config.Variables;
import java.time.Clock;
import java.util.Map;

/** LeaveChannel: the route {@code leavechannel}. */
public final class LeaveChannelHandler extends ActionHandler {
  public LeaveChannelHandler() {
    this(Environment.variables());
  }

  LeaveChannelHandler(Map<String, String> environment) {
    this(route(environment));
  }

  LeaveChannelHandler(ActionRoute route) {
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
    var transactions = Transactions.of(tables);
    var memberships = new DynamoMemberships(tables, transactions, names, clock);
    return limits.route(aws, tables, clock, new LeaveAction(memberships));
  }
}
