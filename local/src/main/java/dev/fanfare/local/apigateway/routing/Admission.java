package dev.fanfare.local.apigateway.routing;

import dev.fanfare.local.apigateway.TokenBucket;
import dev.fanfare.local.apigateway.http.HandshakeRules;
import dev.fanfare.local.apigateway.sockets.SocketWire;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets clients in, whichever process holds their TCP connections: first the account's rate, then
 * {@link ConnectDecision}. Only then does the connection exist for posts.
 */
public final class Admission {
  private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

  private final TokenBucket connects;
  private final ConnectDecision decision;
  private final Sockets sockets;

  public Admission(TokenBucket connects, ConnectDecision decision, Sockets sockets) {
    this.connects = connects;
    this.decision = decision;
    this.sockets = sockets;
  }

  /**
   * Never waits; the wire is told when it is decided.
   *
   * @param handshake keeps {@link HandshakeRules}
   */
  public void decide(HttpRequest handshake, SocketWire wire) {
    if (!connects.tryTake()) {
      wire.refuse(HttpResponseStatus.TOO_MANY_REQUESTS, Optional.empty());
      return;
    }
    SocketConnection connection = sockets.prepare(wire, handshake);
    CompletableFuture.completedFuture(connection)
        .thenCompose(prepared -> decision.decide(prepared, handshake))
        .exceptionally(Admission::undecided)
        .thenAccept(verdict -> finish(connection, verdict));
  }

  private static ConnectDecision.Verdict undecided(Throwable thrown) {
    LOG.error("A handshake could not be decided", thrown);
    return new ConnectDecision.Refused(HttpResponseStatus.INTERNAL_SERVER_ERROR.code());
  }

  private void finish(SocketConnection connection, ConnectDecision.Verdict verdict) {
    if (verdict instanceof ConnectDecision.Accepted accepted) {
      connection
          .wire()
          .accept(
              accepted.subprotocol(), sockets.listener(connection), () -> sockets.open(connection));
    } else if (verdict instanceof ConnectDecision.Refused refused) {
      connection.wire().refuse(HttpResponseStatus.valueOf(refused.status()), refused.body());
    }
  }
}
