package dev.fanfare.sockets;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.fanfare.broadcast.ChannelPatterns;
import dev.fanfare.channels.ChannelTables;
import dev.fanfare.channels.DynamoCatchUpEnds;
import dev.fanfare.channels.DynamoCatchUpJoins;
import dev.fanfare.channels.DynamoMemberships;
import dev.fanfare.channels.PresenceNotices;
import dev.fanfare.channels.SqsBroadcastQueue;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.DynamoMessageHistory;
import dev.fanfare.config.Environment;
import dev.fanfare.config.Transactions;
import dev.fanfare.config.Variables;
import dev.fanfare.messages.CatchUp;
import dev.fanfare.messages.SdkClientPosts;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** JoinChannel: the route {@code joinchannel}. */
public final class JoinChannelHandler
    implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
  /** One post waits for the other, so that messages stay in order. */
  private static final int POST_CONNECTIONS = 1;

  private static final Duration LONGEST_POST = Duration.ofSeconds(5);

  private final ActionRoute route;

  public JoinChannelHandler() {
    this(Environment.variables());
  }

  JoinChannelHandler(Map<String, String> environment) {
    var variables = new Variables(environment);
    var names = ChannelTables.of(variables);
    String queueUrl = variables.text("QUEUE_URL");
    String messages = variables.text("MESSAGES_TABLE");
    URI endpoint = variables.address("CONNECTIONS_ENDPOINT");
    var noticed = new ChannelPatterns(variables.list("NOTICE_CHANNELS"));
    int messagesPerMinute = variables.number("MAX_MESSAGES_PER_MINUTE", 1, 60_000);
    variables.check();
    var aws = new AwsClients(environment);
    var tables = aws.tables();
    var clock = Clock.systemUTC();
    var transactions = Transactions.of(tables);
    var memberships = new DynamoMemberships(tables, transactions, names, clock);
    var notices = new PresenceNotices(noticed, new SqsBroadcastQueue(aws.queues(), queueUrl));
    var history = new DynamoMessageHistory(tables, messages, clock);
    var posts = new SdkClientPosts(aws.connections(endpoint, POST_CONNECTIONS, LONGEST_POST));
    var joinSince =
        new JoinSince(
            new DynamoCatchUpJoins(transactions, names, clock),
            new DynamoCatchUpEnds(transactions, names.subscriptions(), history),
            new CatchUp(history, posts, Thread::sleep, new SecureRandom()),
            clock);
    this.route =
        new DynamoActionRoutes(tables, names, messagesPerMinute, clock)
            .to(new JoinAction(memberships, history, joinSince, notices, clock));
  }

  JoinChannelHandler(ActionRoute route) {
    this.route = route;
  }

  @Override
  public APIGatewayV2WebSocketResponse handleRequest(
      APIGatewayV2WebSocketEvent event, Context context) {
    return route.handle(event, context);
  }
}
