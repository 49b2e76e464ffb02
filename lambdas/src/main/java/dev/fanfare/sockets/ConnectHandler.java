package dev.fanfare.sockets;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.config.Environment;

/**
 * Connect: writes the connection's row before the client is let in. Who the user is says the query
 * parameter {@code user_id}: a claim, not a proof, until an authorizer stands before this route.
 */
public final class ConnectHandler
    implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
  private static final String USER_ID = "user_id";
  private static final int LONGEST_USER_ID = 128;

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
    String userId = userId(event);
    if (userId.isBlank() || userId.length() > LONGEST_USER_ID) {
      return answer(400, "user_id must be given, with at most " + LONGEST_USER_ID + " characters");
    }
    var request = event.getRequestContext();
    connections.add(new Connection(request.getConnectionId(), userId, request.getConnectedAt()));
    return answer(200, "connected");
  }

  private static String userId(APIGatewayV2WebSocketEvent event) {
    var query = event.getQueryStringParameters();
    return query == null ? "" : query.getOrDefault(USER_ID, "");
  }

  private static APIGatewayV2WebSocketResponse answer(int status, String body) {
    var answer = new APIGatewayV2WebSocketResponse();
    answer.setStatusCode(status);
    answer.setBody(body);
    return answer;
  }
}
