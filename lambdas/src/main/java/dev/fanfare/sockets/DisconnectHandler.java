package dev.fanfare.sockets;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.fanfare.channels.DynamoConnectionRemover;
import dev.fanfare.channels.RemovalTables;
import dev.fanfare.channels.SessionCloser;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Environment;
import dev.fanfare.config.PrintableLog;
import dev.fanfare.config.Variables;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Disconnect: removes what the connection leaves behind. API Gateway calls it when it can, not
 * always; whoever it never tells of is found stale by the next broadcast, or falls to the tables'
 * TTL.
 */
public final class DisconnectHandler
    implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
  private final SessionCloser sessions;

  public DisconnectHandler() {
    this(Environment.variables());
  }

  DisconnectHandler(Map<String, String> environment) {
    var variables = new Variables(environment);
    var names = RemovalTables.of(variables);
    int retentionDays = variables.number("RETENTION_DAYS", 1, 731);
    variables.check();
    var aws = new AwsClients(environment);
    this.sessions =
        new SessionCloser(
            DynamoConnectionRemover.of(aws.tables(), names, Duration.ofDays(retentionDays)));
  }

  DisconnectHandler(SessionCloser sessions) {
    this.sessions = sessions;
  }

  @Override
  public APIGatewayV2WebSocketResponse handleRequest(
      APIGatewayV2WebSocketEvent event, Context context) {
    var client = Client.of(event);
    long endedAt = event.getRequestContext().getRequestTimeEpoch();
    sessions.close(List.of(client.connection()), endedAt, false, PrintableLog.of(context)::log);
    return ActionAnswer.respond(200, "disconnected");
  }
}
