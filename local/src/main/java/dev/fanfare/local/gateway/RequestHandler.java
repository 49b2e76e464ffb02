package dev.fanfare.local.gateway;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells handshakes from {@code @connections} calls and refuses the rest, per TCP connection. */
final class RequestHandler extends SimpleChannelInboundHandler<HttpRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);
  private static final Set<HttpMethod> CONNECTION_METHODS =
      Set.of(HttpMethod.POST, HttpMethod.GET, HttpMethod.DELETE);

  private static final CompletableFuture<Void> NOW = CompletableFuture.completedFuture(null);

  private final String stage;
  private final Handshakes handshakes;
  private final ConnectionsApi connections;
  private final Duration latency;
  private boolean upgrading;
  private CompletableFuture<Void> replied = NOW;

  RequestHandler(
      String stage, Handshakes handshakes, ConnectionsApi connections, Duration latency) {
    this.stage = stage;
    this.handshakes = handshakes;
    this.connections = connections;
    this.latency = latency;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, HttpRequest request) {
    if (upgrading || request.decoderResult().isFailure()) {
      ctx.close(); // No HTTP, or a client that talks before its handshake is answered.
      return;
    }
    if (!LoopbackHost.accepts(request.headers().get(HttpHeaderNames.HOST))) {
      send(ctx, request, Answers.forbidden("Forbidden"));
      return;
    }
    RequestTarget target = RequestTarget.of(request.uri(), stage);
    if (target instanceof RequestTarget.Connection connection
        && CONNECTION_METHODS.contains(request.method())) {
      reply(ctx, request, call(connection.id(), request));
    } else if (target instanceof RequestTarget.Sockets && request.method().equals(HttpMethod.GET)) {
      open(ctx, request);
    } else {
      send(ctx, request, Answers.forbidden("Forbidden"));
    }
  }

  private Reply call(String id, HttpRequest request) {
    if (request instanceof FullHttpRequest full) {
      return connections.answer(id, full);
    }
    return Reply.of(
        connections
            .objection(request.headers().get(HttpHeaderNames.AUTHORIZATION))
            .orElseGet(Answers::tooLarge));
  }

  private void open(ChannelHandlerContext ctx, HttpRequest request) {
    boolean upgrade =
        request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    if (upgrade && request instanceof FullHttpRequest full) {
      upgrading = true;
      handshakes.begin(ctx.channel(), full);
    } else {
      send(ctx, request, Answers.message(HttpResponseStatus.UPGRADE_REQUIRED));
    }
  }

  private void reply(ChannelHandlerContext ctx, HttpRequest request, Reply reply) {
    if (reply instanceof Reply.Answered answered) {
      var response = answered.response();
      Duration wait = latency.plus(answered.late());
      later(ctx, wait, response, () -> send(ctx, request, response.join()));
    } else {
      later(ctx, latency, NOW, () -> reset(ctx));
    }
  }

  /** One after the other, so that the answers to pipelined calls keep their order. */
  private void later(
      ChannelHandlerContext ctx, Duration wait, CompletableFuture<?> ready, Runnable reply) {
    if (wait.isZero() && ready.isDone() && replied.isDone()) {
      reply.run();
      return;
    }
    // What is told by another thread goes on on the event loop.
    CompletableFuture<?> here =
        ready.isDone() ? ready : ready.thenRunAsync(() -> {}, ctx.executor());
    replied =
        replied
            .thenCombine(waited(ctx, wait), (before, now) -> null)
            .thenCombine(here, (before, now) -> null)
            .thenRun(reply);
  }

  private static CompletableFuture<Void> waited(ChannelHandlerContext ctx, Duration wait) {
    if (wait.isZero()) {
      return NOW;
    }
    var waited = new CompletableFuture<Void>();
    ctx.executor().schedule(() -> waited.complete(null), wait.toNanos(), TimeUnit.NANOSECONDS);
    return waited;
  }

  private static void reset(ChannelHandlerContext ctx) {
    ctx.channel().config().setOption(ChannelOption.SO_LINGER, 0);
    ctx.close();
  }

  private static void send(
      ChannelHandlerContext ctx, HttpRequest request, FullHttpResponse answer) {
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    HttpUtil.setKeepAlive(answer, keepAlive);
    var written = ctx.writeAndFlush(answer);
    if (!keepAlive) {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException)) {
      LOG.error("A request failed", cause);
    }
    ctx.close();
  }
}
