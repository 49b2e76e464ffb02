package dev.fanfare.sockets;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.fanfare.config.Environment;

/**
 * Connect: writes the connection's row before the client is let in. Who the client is has been
 * decided by {@link AuthorizeHandler}, which stands before this route.
 */
public final class ConnectHandler
    implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
  private final ConnectionTable connections;

  public ConnectHandler() {
    this(DynamoConnectionTable.from(Environment.variables()));
  }

  ConnectHandler(ConnectionTable connections) {
    this.connections = connections;
  }

  @Override
  public APIGatewayV2WebSocketResponse handleRequest(
      APIGatewayV2WebSocketEvent event, Context context) {
    connections.add(Client.of(event));
    return answer(200, "connected");
  }

  private static APIGatewayV2WebSocketResponse answer(int status, String body) {
    var answer = new APIGatewayV2WebSocketResponse();
    answer.setStatusCode(status);
    answer.setBody(body);
    return answer;
  }
}
