package dev.fanfare.sockets;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Environment;
import dev.fanfare.config.Variables;
import dev.fanfare.sockets.identity.Identity;
import java.time.Clock;
import java.util.Map;

/**
 * Connect: writes the connection's row before the client is let in. Who the client is has been
 * decided by {@link AuthorizeHandler}, which stands before this route.
 */
public final class ConnectHandler
    implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
  private static final int MOST_PER_USER = 1_000;

  private final ConnectionTable connections;
  private final UserConnections ofUsers;
  private final Origins origins;
  private final int mostPerUser;

  public ConnectHandler() {
    this(Environment.variables());
  }

  private ConnectHandler(Map<String, String> environment) {
    var variables = new Variables(environment);
    String table = variables.text("CONNECTIONS_TABLE");
    String indexById = variables.text("CONNECTIONS_BY_ID_INDEX");
    this.origins = Origins.of(variables.textOrBlank("ALLOWED_ORIGINS"));
    this.mostPerUser = variables.number("MAX_CONNECTIONS_PER_USER", 1, MOST_PER_USER);
    variables.check();
    var tables = new AwsClients(environment).tables();
    this.connections = new DynamoConnectionTable(tables, table, indexById);
    this.ofUsers = new DynamoUserConnections(tables, table, indexById, Clock.systemUTC());
  }

  ConnectHandler(
      ConnectionTable connections, UserConnections ofUsers, Origins origins, int mostPerUser) {
    this.connections = connections;
    this.ofUsers = ofUsers;
    this.origins = origins;
    this.mostPerUser = mostPerUser;
  }

  @Override
  public APIGatewayV2WebSocketResponse handleRequest(
      APIGatewayV2WebSocketEvent event, Context context) {
    var problem = Identity.problemIn(Client.authorizer(event));
    if (problem.isPresent()) {
      return answer(400, problem.get());
    }
    if (!origins.allow(event.getHeaders())) {
      return answer(403, "the page's origin is not allowed");
    }
    Client client = Client.of(event);
    // Two who connect at the same moment may both be the last: the limit guards, it does not count.
    if (ofUsers.of(client.userId()).limit(mostPerUser).count() >= mostPerUser) {
      return answer(429, "a user may have at most " + mostPerUser + " connections");
    }
    connections.add(client);
    return answer(200, "connected");
  }

  private static APIGatewayV2WebSocketResponse answer(int status, String body) {
    var answer = new APIGatewayV2WebSocketResponse();
    answer.setStatusCode(status);
    answer.setBody(body);
    return answer;
  }
}
