package dev.fanfare.sockets;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.fanfare.broadcast.SubscriptionRow;
import dev.fanfare.channels.ChannelTables;
import dev.fanfare.channels.DynamoMembers;
import dev.fanfare.channels.MemberCount;
import dev.fanfare.channels.MemberList;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Environment;
import dev.fanfare.config.Variables;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executors;

/** ListMembers: the routes {@code listmembers} and {@code countmembers}. */
public final class ListMembersHandler
    implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
  private final ActionRoute route;

  public ListMembersHandler() {
    this(Environment.variables());
  }

  ListMembersHandler(Map<String, String> environment) {
    var variables = new Variables(environment);
    var names = ChannelTables.of(variables);
    int messagesPerMinute = variables.number("MAX_MESSAGES_PER_MINUTE", 1, 60_000);
    variables.check();
    var tables = new AwsClients(environment).tables();
    var clock = Clock.systemUTC();
    var members = new DynamoMembers(tables, names.subscriptions(), clock);
    var partitions =
        Executors.newFixedThreadPool(SubscriptionRow.PARTITIONS, ListMembersHandler::counter);
    this.route =
        new DynamoActionRoutes(tables, names, messagesPerMinute, clock)
            .to(
                new ListMembersAction(
                    new MemberList(members), new MemberCount(members, partitions)));
  }

  ListMembersHandler(ActionRoute route) {
    this.route = route;
  }

  @Override
  public APIGatewayV2WebSocketResponse handleRequest(
      APIGatewayV2WebSocketEvent event, Context context) {
    return route.handle(event, context);
  }

  private static Thread counter(Runnable work) {
    var thread = new Thread(work, "count-members");
    thread.setDaemon(true);
    return thread;
  }
}
