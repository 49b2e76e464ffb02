package dev.fanfare.local.apigateway.routing;

import dev.fanfare.local.apigateway.GatewayApi;
import dev.fanfare.local.apigateway.GatewayAuthorizer;
import dev.fanfare.local.apigateway.GatewayCounts;
import dev.fanfare.local.apigateway.http.HandshakeRules;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Decides on a handshake by the authorizer and then by the function of {@code $connect}. */
public record ConnectDecision(
    GatewayApi api, GatewayEvents events, Integration integration, GatewayCounts counts) {
  private static final int UNAUTHORIZED = 401;
  private static final int BAD_GATEWAY = 502;

  sealed interface Verdict {}

  /**
   * The gateway opens the socket.
   *
   * @param subprotocol the subprotocol that the function chose, if any
   */
  public record Accepted(Optional<String> subprotocol) implements Verdict {}

  /**
   * The client gets this HTTP status, which is at least 300.
   *
   * @param status the function's status, or 401, 403, 500, 502 or 504
   * @param body the function's body, if {@code $connect} has a route response
   */
  record Refused(int status, Optional<String> body) implements Verdict {
    Refused(int status) {
      this(status, Optional.empty());
    }
  }

  CompletableFuture<Verdict> decide(SocketConnection connection, HttpRequest handshake) {
    return api.authorizer()
        .map(authorizer -> authorize(authorizer, connection, handshake))
        .orElseGet(() -> connect(connection, handshake));
  }

  private CompletableFuture<Verdict> authorize(
      GatewayAuthorizer authorizer, SocketConnection connection, HttpRequest handshake) {
    if (!authorizer.identitySources().stream().allMatch(source -> carries(handshake, source))) {
      return CompletableFuture.completedFuture(new Refused(UNAUTHORIZED));
    }
    return integration
        .call(authorizer.function(), events.authorize(connection, handshake))
        .thenApply(result -> AuthorizerDecision.of(result, events.connectArn()))
        .thenCompose(
            decision -> {
              if (decision instanceof AuthorizerDecision.Refused refused) {
                return CompletableFuture.completedFuture(new Refused(refused.status()));
              }
              connection.authorizedAs(((AuthorizerDecision.Allowed) decision).context());
              return connect(connection, handshake);
            });
  }

  private static boolean carries(HttpRequest handshake, String source) {
    if (source.startsWith(GatewayAuthorizer.HEADER_SOURCE)) {
      String name = source.substring(GatewayAuthorizer.HEADER_SOURCE.length());
      String value = handshake.headers().get(name);
      return value != null && !value.isEmpty();
    }
    String name = source.substring(GatewayAuthorizer.QUERY_SOURCE.length());
    var values = new QueryStringDecoder(handshake.uri()).parameters().get(name);
    return values != null && values.stream().anyMatch(value -> !value.isEmpty());
  }

  private CompletableFuture<Verdict> connect(SocketConnection connection, HttpRequest handshake) {
    counts.connect().run();
    return api.function(GatewayApi.CONNECT)
        .map(function -> integration.call(function, events.connect(connection, handshake)))
        .map(called -> called.thenApply(ProxyResponse::of).thenApply(this::verdict))
        .orElseGet(() -> CompletableFuture.completedFuture(new Accepted(Optional.empty())));
  }

  /** AWS does not document the body of a refusal; here the rule of other routes applies. */
  private Verdict verdict(ProxyResponse response) {
    if (response.isSuccess()) {
      Optional<String> subprotocol = response.header("Sec-WebSocket-Protocol");
      return subprotocol.map(HandshakeRules::isToken).orElse(true)
          ? new Accepted(subprotocol)
          : new Refused(BAD_GATEWAY);
    }
    // After a 1xx, the client would wait or seem to be accepted.
    return response.status() < 300
        ? new Refused(BAD_GATEWAY)
        : new Refused(
            response.status(),
            api.responds(GatewayApi.CONNECT) ? response.body() : Optional.empty());
  }
}
