package dev.fanfare.sockets;

import dev.fanfare.archive.DynamoMessageHistory;
import dev.fanfare.channels.ChannelTables;
import dev.fanfare.channels.DynamoCatchUpEnds;
import dev.fanfare.channels.DynamoCatchUpJoins;
import dev.fanfare.channels.DynamoCatchUpTurns;
import dev.fanfare.channels.DynamoMemberships;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Environment;
import dev.fanfare.config.Transactions;
import dev.fanfare.config.Variables;
import dev.fanfare.direct.ClientPermits;
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

  /** A client that does not read holds the function for eight of these, at most. */
  private static final Duration MAX_POST_TIME = Duration.ofMillis(750);

  private static final int MAX_MESSAGES = 1_000;

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
    int mostMissed = variables.number("MAX_CATCH_UP_MESSAGES", 1, MAX_MESSAGES);
    var permitSetup = ClientPermits.Setup.of(variables);
    var limits = DynamoSendLimits.of(variables);
    variables.check();
    var aws = new AwsClients(environment);
    var tables = aws.tables();
    var clock = Clock.systemUTC();
    var transactions = Transactions.of(tables);
    var memberships = new DynamoMemberships(tables, transactions, names, clock);
    var history = new DynamoMessageHistory(tables, messages, clock);
    var posts =
        new SdkClientPosts(aws.connections(limits.endpoint(), POST_CONNECTIONS, MAX_POST_TIME));
    var permits = ClientPermits.on(permitSetup, aws);
    var budget = limits.messages(tables);
    var joinSince =
        new JoinSince(
            new DynamoCatchUpJoins(transactions, names, clock),
            new DynamoCatchUpEnds(transactions, names.subscriptions(), history),
            new DynamoCatchUpTurns(tables, limits.table()),
            new CatchUp(history, posts, Thread::sleep, new SecureRandom(), mostMissed),
            (client, isTimeUp, log) ->
                new MissedAllowance(budget, client.spender(), clock, permits.turn(log), isTimeUp),
            clock);
    return limits.route(aws, tables, clock, new JoinAction(memberships, history, joinSince));
  }
}
