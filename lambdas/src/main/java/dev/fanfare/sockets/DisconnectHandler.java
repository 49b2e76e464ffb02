package dev.fanfare.sockets;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.fanfare.config.Environment;

/**
 * Disconnect: removes the connection's row. API Gateway calls it when it can, not always; whoever
 * it never tells of is found stale by the next broadcast, or falls to the table's TTL.
 */
public final class DisconnectHandler
    implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
  private final ConnectionTable connections;

  public DisconnectHandler() {
    this(DynamoConnectionTable.from(Environment.variables()));
  }

  DisconnectHandler(ConnectionTable connections) {
    this.connections = connections;
  }

  @Override
  public APIGatewayV2WebSocketResponse handleRequest(
      APIGatewayV2WebSocketEvent event, Context context) {
    connections.remove(event.getRequestContext().getConnectionId());
    var answer = new APIGatewayV2WebSocketResponse();
    answer.setStatusCode(200);
    return answer;
  }
}
