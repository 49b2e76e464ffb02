package dev.fanfare.local.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens sockets. The upgrade is held, and nothing more is read from the client, until {@link
 * ConnectDecision} has decided; only then does the connection exist for posts.
 */
final class Handshakes {
  private static final Logger LOG = LoggerFactory.getLogger(Handshakes.class);

  private final TokenBucket connects;
  private final ConnectDecision decision;
  private final SocketPipeline pipeline;
  private final Sockets sockets;

  Handshakes(
      TokenBucket connects, ConnectDecision decision, SocketPipeline pipeline, Sockets sockets) {
    this.connects = connects;
    this.decision = decision;
    this.pipeline = pipeline;
    this.sockets = sockets;
  }

  /** Must be called on the channel's event loop; the answer follows when there is one. */
  void begin(ChannelHandlerContext ctx, FullHttpRequest request) {
    Channel channel = ctx.channel();
    if (!connects.tryTake()) {
      refuse(channel, HttpResponseStatus.TOO_MANY_REQUESTS);
      return;
    }
    Optional<WebSocketServerHandshaker> handshaker = pipeline.handshaker(request);
    if (handshaker.isEmpty()) {
      refuse(channel, HttpResponseStatus.BAD_REQUEST);
      return;
    }
    channel.config().setAutoRead(false);
    SocketConnection connection = sockets.prepare(channel, request);
    request.retain();
    decision
        .decide(connection, request)
        .exceptionally(Handshakes::undecided)
        .whenCompleteAsync(
            (verdict, never) -> {
              finish(connection, handshaker.get(), request, verdict);
              request.release();
            },
            ctx.executor());
  }

  private static ConnectDecision.Verdict undecided(Throwable thrown) {
    LOG.error("A handshake could not be decided", thrown);
    return new ConnectDecision.Refused(HttpResponseStatus.INTERNAL_SERVER_ERROR.code());
  }

  private void finish(
      SocketConnection connection,
      WebSocketServerHandshaker handshaker,
      FullHttpRequest request,
      ConnectDecision.Verdict verdict) {
    if (verdict instanceof ConnectDecision.Accepted accepted) {
      open(connection, handshaker, request, accepted);
    } else if (verdict instanceof ConnectDecision.Refused refused) {
      var status = HttpResponseStatus.valueOf(refused.status());
      refuse(
          connection.channel(),
          refused
              .body()
              .map(body -> Answers.json(status, body))
              .orElseGet(() -> Answers.message(status)));
    }
  }

  /**
   * The connection is in the registry before the client can know of it. A post from another thread
   * queues behind this call, and so behind the upgrade's answer.
   */
  private void open(
      SocketConnection connection,
      WebSocketServerHandshaker handshaker,
      FullHttpRequest request,
      ConnectDecision.Accepted accepted) {
    Channel channel = connection.channel();
    HttpHeaders headers = new DefaultHttpHeaders();
    accepted
        .subprotocol()
        .ifPresent(chosen -> headers.set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, chosen));
    pipeline.install(channel.pipeline(), sockets.open(connection));
    handshaker
        .handshake(channel, request, headers, channel.newPromise())
        .addListener(upgraded -> channel.config().setAutoRead(true));
  }

  private static void refuse(Channel channel, HttpResponseStatus status) {
    refuse(channel, Answers.message(status));
  }

  private static void refuse(Channel channel, FullHttpResponse answer) {
    HttpUtil.setKeepAlive(answer, false);
    channel.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
  }
}
