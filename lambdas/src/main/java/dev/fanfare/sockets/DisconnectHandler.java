package dev.fanfare.sockets;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.fanfare.broadcast.ChannelPatterns;
import dev.fanfare.channels.DepartureTables;
import dev.fanfare.channels.Departures;
import dev.fanfare.channels.DynamoDepartures;
import dev.fanfare.channels.PresenceNotices;
import dev.fanfare.channels.Session;
import dev.fanfare.channels.SessionMetrics;
import dev.fanfare.channels.SqsBroadcastQueue;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Environment;
import dev.fanfare.config.Variables;
import java.time.Duration;
import java.util.Map;

/**
 * Disconnect: removes what the connection leaves behind. API Gateway calls it when it can, not
 * always; whoever it never tells of is found stale by the next broadcast, or falls to the tables'
 * TTL.
 */
public final class DisconnectHandler
    implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
  private final Departures departures;
  private final PresenceNotices notices;

  public DisconnectHandler() {
    this(Environment.variables());
  }

  DisconnectHandler(Map<String, String> environment) {
    var variables = new Variables(environment);
    var names = DepartureTables.of(variables);
    String queueUrl = variables.text("QUEUE_URL");
    var noticed = new ChannelPatterns(variables.list("NOTICE_CHANNELS"));
    int retentionDays = variables.number("RETENTION_DAYS", 1, 731);
    variables.check();
    var aws = new AwsClients(environment);
    this.departures = DynamoDepartures.of(aws.tables(), names, Duration.ofDays(retentionDays));
    this.notices = new PresenceNotices(noticed, new SqsBroadcastQueue(aws.queues(), queueUrl));
  }

  DisconnectHandler(Departures departures, PresenceNotices notices) {
    this.departures = departures;
    this.notices = notices;
  }

  @Override
  public APIGatewayV2WebSocketResponse handleRequest(
      APIGatewayV2WebSocketEvent event, Context context) {
    var client = Client.of(event);
    long endedAt = event.getRequestContext().getRequestTimeEpoch();
    departures
        .end(client.connection(), endedAt, false)
        .ifPresent(session -> tell(session, context.getLogger()));
    return ActionAnswer.respond(200, "disconnected");
  }

  private void tell(Session session, LambdaLogger log) {
    log.log(SessionMetrics.of(session));
    notices.left(session.connection(), session.channels(), session.endedAt(), log::log);
  }
}
