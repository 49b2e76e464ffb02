package dev.fanfare.sockets.connect;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.sockets.Client;
import dev.fanfare.sockets.RefusedException;
import dev.fanfare.sockets.actions.ActionAnswer;
import dev.fanfare.sockets.identity.Identity;
import java.util.Map;

/**
 * The route {@code $connect}: writes the connection's row and first memberships before the
 * connection opens. {@link Authorizer} has already identified the client.
 */
public final class ConnectRoute {
  private static final String SUBPROTOCOL = "Sec-WebSocket-Protocol";
  private static final int BAD_REQUEST = 400;
  private static final int TOO_MANY = 429;

  private final ConnectionAdmission admission;
  private final Origins origins;

  public ConnectRoute(ConnectionAdmission admission, Origins origins) {
    this.admission = admission;
    this.origins = origins;
  }

  /**
   * @param log receives log lines for the operator
   * @return status 200, or the reason for the refusal
   */
  public APIGatewayV2WebSocketResponse handle(APIGatewayV2WebSocketEvent event, LambdaLogger log) {
    var refusal = Identity.Refusal.in(Client.authorizer(event));
    if (refusal.isPresent()) {
      return refuse(refusal.get());
    }
    try {
      origins.check(event.getHeaders());
      Client client = Client.of(event);
      admission.admit(client, EntryChannels.of(event, client), log);
      return accept(event);
    } catch (InvalidRequestException e) {
      return refuse(new Identity.Refusal(BAD_REQUEST, String.valueOf(e.getMessage())));
    } catch (RefusedException e) {
      return refuse(
          new Identity.Refusal(e.status(), String.valueOf(e.getMessage()), e.retryAfterMillis()));
    }
  }

  /**
   * Selects a subprotocol: if a browser offers some and none is selected, it closes the socket
   * (1006).
   */
  private static APIGatewayV2WebSocketResponse accept(APIGatewayV2WebSocketEvent event) {
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

  /** Puts the reason into the handshake's response, in the format of a response over a socket. */
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
