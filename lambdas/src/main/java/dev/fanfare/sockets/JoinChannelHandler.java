package dev.fanfare.sockets;

import dev.fanfare.channels.ChannelTables;
import dev.fanfare.channels.DynamoCatchUpEnds;
import dev.fanfare.channels.DynamoCatchUpJoins;
import dev.fanfare.channels.DynamoMemberships;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.DynamoMessageHistory;
import dev.fanfare.config.Environment;
import dev.fanfare.config.Transactions;
import dev.fanfare.config.Variables;
import dev.fanfare.messages.CatchUp;
import dev.fanfare.messages.SdkClientPosts;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** JoinChannel: the route {@code joinchannel}. */
public final class JoinChannelHandler extends ActionHandler {
  /** One post waits for the other, so that messages stay in order. */
  private static final int POST_CONNECTIONS = 1;

  private static final Duration LONGEST_POST = Duration.ofSeconds(5);

  public JoinChannelHandler() {
    this(Environment.variables());
  }

  JoinChannelHandler(Map<String, String> environment) {
    this(route(environment));
  }

  JoinChannelHandler(ActionRoute route) {
    super(route);
  }

  private static ActionRoute route(Map<String, String> environment) {
    var variables = new Variables(environment);
    var names = ChannelTables.of(variables);
    String messages = variables.text("MESSAGES_TABLE");
    var routes = DynamoActionRoutes.of(variables);
    variables.check();
    var aws = new AwsClients(environment);
    var tables = aws.tables();
    var clock = Clock.systemUTC();
    var transactions = Transactions.of(tables);
    var memberships = new DynamoMemberships(tables, transactions, names, clock);
    var history = new DynamoMessageHistory(tables, messages, clock);
    var posts =
        new SdkClientPosts(aws.connections(routes.endpoint(), POST_CONNECTIONS, LONGEST_POST));
    var joinSince =
        new JoinSince(
            new DynamoCatchUpJoins(transactions, names, clock),
            new DynamoCatchUpEnds(transactions, names.subscriptions(), history),
            new CatchUp(history, posts, Thread::sleep, new SecureRandom()),
            clock);
    return routes.route(aws, tables, clock, new JoinAction(memberships, history, joinSince));
  }
}
