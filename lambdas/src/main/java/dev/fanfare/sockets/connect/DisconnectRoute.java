package dev.fanfare.sockets.connect;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.fanfare.channels.sessions.SessionCloser;
import dev.fanfare.sockets.Client;
import dev.fanfare.sockets.actions.ActionAnswer;
import java.util.List;

/**
 * The route {@code $disconnect}: removes the rows of the connection. API Gateway calls it on a
 * best-effort basis. If it does not, the next broadcast finds the connection stale, or the tables'
 * TTL removes the rows.
 */
public final class DisconnectRoute {
  private final SessionCloser sessions;

  public DisconnectRoute(SessionCloser sessions) {
    this.sessions = sessions;
  }

  /**
   * @param log receives log lines for the operator
   */
  public APIGatewayV2WebSocketResponse handle(APIGatewayV2WebSocketEvent event, LambdaLogger log) {
    var client = Client.of(event);
    long endedAt = event.getRequestContext().getRequestTimeEpoch();
    sessions.close(List.of(client.connection()), endedAt, false, log);
    return ActionAnswer.respond(200, "disconnected");
  }
}
