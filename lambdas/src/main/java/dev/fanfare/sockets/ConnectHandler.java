package dev.fanfare.sockets;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.fanfare.broadcast.ChannelPatterns;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.channels.ChannelTables;
import dev.fanfare.channels.DynamoMemberships;
import dev.fanfare.channels.PresenceNotices;
import dev.fanfare.channels.SqsBroadcastQueue;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Environment;
import dev.fanfare.config.Transactions;
import dev.fanfare.config.Variables;
import dev.fanfare.sockets.identity.Identity;
import java.time.Clock;
import java.util.Map;

/**
 * Connect: writes the connection's row and its first memberships before the client is let in. Who
 * the client is has been decided by {@link AuthorizeHandler}, which stands before this route.
 */
public final class ConnectHandler
    implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
  private static final int MOST_PER_USER = 1_000;

  private final Entry entry;
  private final UserConnections ofUsers;
  private final Origins origins;
  private final int mostPerUser;

  public ConnectHandler() {
    this(Environment.variables());
  }

  ConnectHandler(Map<String, String> environment) {
    var variables = new Variables(environment);
    var names = ChannelTables.of(variables);
    String indexById = variables.text("CONNECTIONS_BY_ID_INDEX");
    String queueUrl = variables.text("QUEUE_URL");
    var noticed = new ChannelPatterns(variables.list("NOTICE_CHANNELS"));
    this.origins = Origins.of(variables.textOrBlank("ALLOWED_ORIGINS"));
    this.mostPerUser = variables.number("MAX_CONNECTIONS_PER_USER", 1, MOST_PER_USER);
    variables.check();
    var aws = new AwsClients(environment);
    var tables = aws.tables();
    var clock = Clock.systemUTC();
    this.entry =
        new Entry(
            new DynamoConnectionTable(tables, names.connections()),
            new DynamoMemberships(tables, Transactions.of(tables), names, clock),
            new PresenceNotices(noticed, new SqsBroadcastQueue(aws.queues(), queueUrl)));
    this.ofUsers = new DynamoUserConnections(tables, names.connections(), indexById, clock);
  }

  ConnectHandler(Entry entry, UserConnections ofUsers, Origins origins, int mostPerUser) {
    this.entry = entry;
    this.ofUsers = ofUsers;
    this.origins = origins;
    this.mostPerUser = mostPerUser;
  }

  @Override
  public APIGatewayV2WebSocketResponse handleRequest(
      APIGatewayV2WebSocketEvent event, Context context) {
    var problem = Identity.problemIn(Client.authorizer(event));
    if (problem.isPresent()) {
      return ActionAnswer.respond(400, problem.get());
    }
    if (!origins.allow(event.getHeaders())) {
      return ActionAnswer.respond(403, "the page's origin is not allowed");
    }
    Client client = Client.of(event);
    // Two who connect at the same moment may both be the last: the limit guards, it does not count.
    if (ofUsers.of(client.userId()).limit(mostPerUser).count() >= mostPerUser) {
      return ActionAnswer.respond(429, "a user may have at most " + mostPerUser + " connections");
    }
    try {
      entry.admit(client, EntryChannels.of(event, client), context.getLogger()::log);
      return ActionAnswer.respond(200, "connected");
    } catch (InvalidRequestException e) {
      return ActionAnswer.respond(400, e.getMessage());
    } catch (RefusedException e) {
      return ActionAnswer.respond(403, e.getMessage());
    }
  }
}
