package dev.fanfare.sockets;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.fanfare.broadcast.ChannelPatterns;
import dev.fanfare.channels.ChannelTables;
import dev.fanfare.channels.DynamoMemberships;
import dev.fanfare.channels.PresenceNotices;
import dev.fanfare.channels.SqsBroadcastQueue;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Environment;
import dev.fanfare.config.Transactions;
import dev.fanfare.config.Variables;
import java.time.Clock;
import java.util.Map;

/** LeaveChannel: the route {@code leavechannel}. */
public final class LeaveChannelHandler
    implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
  private final ActionRoute route;

  public LeaveChannelHandler() {
    this(Environment.variables());
  }

  LeaveChannelHandler(Map<String, String> environment) {
    var variables = new Variables(environment);
    var names = ChannelTables.of(variables);
    String queueUrl = variables.text("QUEUE_URL");
    var noticed = new ChannelPatterns(variables.list("NOTICE_CHANNELS"));
    int messagesPerMinute = variables.number("MAX_MESSAGES_PER_MINUTE", 1, 60_000);
    variables.check();
    var aws = new AwsClients(environment);
    var tables = aws.tables();
    var clock = Clock.systemUTC();
    var transactions = Transactions.of(tables);
    var memberships = new DynamoMemberships(tables, transactions, names, clock);
    var notices = new PresenceNotices(noticed, new SqsBroadcastQueue(aws.queues(), queueUrl));
    this.route =
        new DynamoActionRoutes(tables, names, messagesPerMinute, clock)
            .to(new LeaveAction(memberships, notices, clock));
  }

  LeaveChannelHandler(ActionRoute route) {
    this.route = route;
  }

  @Override
  public APIGatewayV2WebSocketResponse handleRequest(
      APIGatewayV2WebSocketEvent event, Context context) {
    return route.handle(event, context);
  }
}
