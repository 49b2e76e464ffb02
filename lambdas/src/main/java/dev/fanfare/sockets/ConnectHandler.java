package dev.fanfare.sockets;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.fanfare.broadcast.ChannelPatterns;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.channels.ChannelTables;
import dev.fanfare.channels.DynamoMemberships;
import dev.fanfare.channels.Memberships;
import dev.fanfare.channels.PresenceNotices;
import dev.fanfare.channels.SqsBroadcastQueue;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Environment;
import dev.fanfare.config.Transactions;
import dev.fanfare.config.Variables;
import java.time.Clock;
import java.util.Map;

/**
 * Connect: writes the connection's row and its first memberships before the client is let in. Who
 * the client is has been decided by {@code AuthorizeFunction}, which stands before this route.
 */
public final class ConnectHandler
    implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
  private final ConnectionTable connections;
  private final Memberships memberships;
  private final PresenceNotices notices;

  public ConnectHandler() {
    this(Environment.variables());
  }

  ConnectHandler(Map<String, String> environment) {
    var variables = new Variables(environment);
    var names = ChannelTables.of(variables);
    String queueUrl = variables.text("QUEUE_URL");
    var noticed = new ChannelPatterns(variables.list("NOTICE_CHANNELS"));
    variables.check();
    var aws = new AwsClients(environment);
    var tables = aws.tables();
    this.connections = new DynamoConnectionTable(tables, names.connections());
    this.memberships =
        new DynamoMemberships(tables, Transactions.of(tables), names, Clock.systemUTC());
    this.notices = new PresenceNotices(noticed, new SqsBroadcastQueue(aws.queues(), queueUrl));
  }

  ConnectHandler(ConnectionTable connections, Memberships memberships, PresenceNotices notices) {
    this.connections = connections;
    this.memberships = memberships;
    this.notices = notices;
  }

  @Override
  public APIGatewayV2WebSocketResponse handleRequest(
      APIGatewayV2WebSocketEvent event, Context context) {
    var client = Client.of(event);
    try {
      var channels = EntryChannels.of(event, client);
      connections.add(client);
      if (!channels.isEmpty()) {
        memberships.join(client.connection(), client.attributes(), channels);
        notices.joined(
            client.connection(), channels, client.connectedAt(), context.getLogger()::log);
      }
      return ActionAnswer.respond(200, "connected");
    } catch (InvalidRequestException e) {
      return ActionAnswer.respond(400, e.getMessage());
    } catch (RefusedException e) {
      return ActionAnswer.respond(403, e.getMessage());
    }
  }
}
