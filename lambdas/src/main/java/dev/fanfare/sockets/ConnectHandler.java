package dev.fanfare.sockets;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.channels.ChannelTables;
import dev.fanfare.channels.DynamoConnectionRemover;
import dev.fanfare.channels.RemovalTables;
import dev.fanfare.channels.SessionCloser;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.BatchWrites;
import dev.fanfare.config.Environment;
import dev.fanfare.config.KeepWarm;
import dev.fanfare.config.PrintableLog;
import dev.fanfare.config.Variables;
import dev.fanfare.sockets.identity.Identity;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * Connect: writes the connection's row and its first memberships before the client is let in. Who
 * the client is has been decided by {@link AuthorizeHandler}, which stands before this route.
 */
public final class ConnectHandler
    implements RequestHandler<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> {
  private static final String SUBPROTOCOL = "Sec-WebSocket-Protocol";
  private static final int BAD_REQUEST = 400;
  private static final int TOO_MANY = 429;

  /** All looks together stay well within the function's five seconds. */
  private static final Duration MAX_LOOK_TIME = Duration.ofMillis(500);

  private final ConnectionAdmission admission;
  private final Origins origins;

  public ConnectHandler() {
    this(Environment.variables());
  }

  ConnectHandler(Map<String, String> environment) {
    var variables = new Variables(environment);
    var names = RemovalTables.of(variables);
    this.origins = Origins.of(variables.textOrBlank("ALLOWED_ORIGINS"));
    int mostPerUser = UserLimits.mostPerUser(variables);
    var endpoint = variables.address("CONNECTIONS_ENDPOINT");
    var young = Duration.ofSeconds(variables.number("YOUNG_SECONDS", 0, 60));
    var retention = Duration.ofDays(variables.number("RETENTION_DAYS", 1, 731));
    variables.check();
    var aws = new AwsClients(environment);
    var tables = aws.tables();
    var clock = Clock.systemUTC();
    var gone =
        new GoneConnections(
            new SdkOpenSockets(aws.connections(endpoint, MAX_LOOK_TIME))::isOpen,
            new SessionCloser(DynamoConnectionRemover.of(tables, names, retention)),
            young,
            clock,
            new SecureRandom());
    var ofUsers = new DynamoUserConnections(tables, names.connections(), clock);
    this.admission =
        new ConnectionAdmission(
            UserLimits.of(ofUsers, mostPerUser, gone, Thread::sleep),
            new DynamoConnectionTable(
                BatchWrites.of(tables, names.connections()),
                new ChannelTables(names.connections(), names.subscriptions()),
                names.sessions()));
  }

  ConnectHandler(ConnectionAdmission admission, Origins origins) {
    this.admission = admission;
    this.origins = origins;
  }

  @Override
  public APIGatewayV2WebSocketResponse handleRequest(
      APIGatewayV2WebSocketEvent event, Context context) {
    if (KeepWarm.is(event)) {
      return null;
    }
    var refusal = Identity.Refusal.in(Client.authorizer(event));
    if (refusal.isPresent()) {
      return refuse(refusal.get());
    }
    try {
      origins.check(event.getHeaders());
      Client client = Client.of(event);
      admission.admit(client, EntryChannels.of(event, client), PrintableLog.of(context)::log);
      return letIn(event);
    } catch (InvalidRequestException e) {
      return refuse(new Identity.Refusal(BAD_REQUEST, e.getMessage()));
    } catch (RefusedException e) {
      return refuse(new Identity.Refusal(e.status(), e.getMessage(), e.retryAfterMillis()));
    }
  }

  /** Browsers give up (1006) unless one of the subprotocols that they offer is chosen. */
  private static APIGatewayV2WebSocketResponse letIn(APIGatewayV2WebSocketEvent event) {
    var response = ActionAnswer.respond(200, null);
    Map<String, String> headers = event.getHeaders() == null ? Map.of() : event.getHeaders();
    headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(SUBPROTOCOL))
        .map(header -> header.getValue().split(",")[0].trim())
        .filter(first -> !first.isEmpty())
        .findFirst()
        .ifPresent(first -> response.setHeaders(Map.of(SUBPROTOCOL, first)));
    return response;
  }

  /** What is wrong goes back with the handshake's answer, in the same form as over a socket. */
  private static APIGatewayV2WebSocketResponse refuse(Identity.Refusal refusal) {
    var wait = refusal.retryAfterMillis();
    String word =
        switch (refusal.status()) {
          case BAD_REQUEST -> "invalid_request";
          case TOO_MANY ->
              wait.isPresent() ? RefusedException.SLOW_DOWN : RefusedException.TOO_MANY;
          default -> RefusedException.NOT_ALLOWED;
        };
    var error = ActionAnswer.error(word, refusal.reason(), null);
    wait.ifPresent(millis -> error.put(ActionAnswer.RETRY_AFTER_MS, millis));
    return ActionAnswer.respond(refusal.status(), error.toString());
  }
}
