package dev.fanfare.local.apigateway.routing;

import dev.fanfare.local.apigateway.GatewayIds;
import dev.fanfare.local.apigateway.TokenBucket;
import dev.fanfare.local.apigateway.http.HandshakeRules;
import dev.fanfare.local.apigateway.sockets.Departure;
import dev.fanfare.local.apigateway.sockets.SocketListener;
import dev.fanfare.local.apigateway.sockets.SocketWire;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts or refuses handshakes, in this process and in edges: first by the account's rate, then by
 * {@link ConnectDecision}. An accepted connection can receive posts.
 */
public record Admission(
    TokenBucket connects,
    ConnectDecision decision,
    SocketLifecycle lifecycle,
    MessageRouting routing,
    GatewayIds ids,
    Clock clock) {
  private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

  /**
   * Decides without blocking, and passes the decision to the wire.
   *
   * @param handshake follows the {@link HandshakeRules}
   */
  public void decide(HttpRequest handshake, SocketWire wire) {
    if (!connects.tryTake()) {
      wire.refuse(HttpResponseStatus.TOO_MANY_REQUESTS, Optional.empty());
      return;
    }
    var connection = new SocketConnection(ids.next(), wire, handshake, clock.instant());
    CompletableFuture.completedFuture(connection)
        .thenCompose(prepared -> decision.decide(prepared, handshake))
        .exceptionally(Admission::refuseOnError)
        .thenAccept(verdict -> finish(connection, verdict));
  }

  private static ConnectDecision.Verdict refuseOnError(Throwable thrown) {
    LOG.error("Deciding on a handshake failed", thrown);
    return new ConnectDecision.Refused(HttpResponseStatus.INTERNAL_SERVER_ERROR.code());
  }

  private void finish(SocketConnection connection, ConnectDecision.Verdict verdict) {
    if (verdict instanceof ConnectDecision.Accepted accepted) {
      connection
          .wire()
          .accept(
              accepted.subprotocol(),
              new Listener(connection),
              () -> {
                connection.touch(clock.instant());
                lifecycle.opened(connection);
              });
    } else if (verdict instanceof ConnectDecision.Refused refused) {
      connection.wire().refuse(HttpResponseStatus.valueOf(refused.status()), refused.body());
    }
  }

  private final class Listener implements SocketListener {
    private final SocketConnection connection;

    Listener(SocketConnection connection) {
      this.connection = connection;
    }

    @Override
    public void active() {
      connection.touch(clock.instant());
    }

    @Override
    public void message(String text) {
      routing.receive(connection, text);
    }

    @Override
    public boolean ended(Departure departure) {
      return lifecycle.ended(connection, departure);
    }

    @Override
    public void close(WebSocketCloseStatus status, String reason) {
      lifecycle.close(connection, status, reason);
    }
  }
}
