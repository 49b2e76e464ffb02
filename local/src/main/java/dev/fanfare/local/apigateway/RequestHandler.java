package dev.fanfare.local.apigateway;

import static io.netty.handler.codec.http.HttpResponseStatus.BAD_REQUEST;
import static io.netty.handler.codec.http.HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED;
import static io.netty.handler.codec.http.HttpResponseStatus.INTERNAL_SERVER_ERROR;
import static io.netty.handler.codec.http.HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
import static io.netty.handler.codec.http.HttpResponseStatus.REQUEST_TIMEOUT;
import static io.netty.handler.codec.http.HttpResponseStatus.REQUEST_URI_TOO_LONG;

import dev.fanfare.local.apigateway.http.HandshakeRules;
import dev.fanfare.local.apigateway.http.LastResponse;
import dev.fanfare.local.apigateway.http.RequestDecoder;
import dev.fanfare.local.apigateway.http.RequestTarget;
import dev.fanfare.local.apigateway.http.Responses;
import dev.fanfare.local.apigateway.management.ConnectionsApi;
import dev.fanfare.local.apigateway.management.Reply;
import dev.fanfare.loopback.LoopbackHosts;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Separates the handshakes and {@code @connections} calls of a TCP connection and rejects all other
 * requests. Every request gets a response, even if its bytes are not HTTP. A rejection is the last
 * response of its TCP connection.
 */
public final class RequestHandler extends SimpleChannelInboundHandler<HttpRequest> {
  /** The time limit for the bytes of one request. */
  public static final Duration REQUEST_WITHIN = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);
  private static final Set<HttpMethod> CONNECTION_METHODS =
      Set.of(HttpMethod.POST, HttpMethod.GET, HttpMethod.DELETE);
  private static final CompletableFuture<Void> NOW = CompletableFuture.completedFuture(null);

  private final String stage;
  private final BiConsumer<Channel, FullHttpRequest> handshakes;

  /** Empty in an edge, which reads only handshakes. */
  private final Optional<ConnectionsApi> connections;

  private final Duration latency;
  private boolean isFinished;
  private CompletableFuture<Void> replied = NOW;
  private @Nullable Future<?> timeout;

  public RequestHandler(
      String stage,
      BiConsumer<Channel, FullHttpRequest> handshakes,
      Optional<ConnectionsApi> connections,
      Duration latency) {
    this.stage = stage;
    this.handshakes = handshakes;
    this.connections = connections;
    this.latency = latency;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, HttpRequest request) {
    stopWaiting();
    if (isFinished) {
      return;
    }
    Optional<FullHttpResponse> objection = objection(request);
    if (objection.isPresent()) {
      finish(ctx, request, objection.get());
      return;
    }
    RequestTarget target = RequestTarget.of(request.uri(), stage);
    if (target instanceof RequestTarget.Undecodable undecodable) {
      finish(ctx, request, Responses.message(BAD_REQUEST, undecodable.reason()));
    } else if (target instanceof RequestTarget.Connection connection
        && connections.isPresent()
        && CONNECTION_METHODS.contains(request.method())) {
      reply(ctx, request, call(connections.get(), connection.id(), request));
    } else if (target instanceof RequestTarget.Sockets && request.method().equals(HttpMethod.GET)) {
      open(ctx, request);
    } else {
      finish(ctx, request, noRoute(request));
    }
  }

  private static Optional<FullHttpResponse> objection(HttpRequest request) {
    if (request.decoderResult().isFailure()) {
      return Optional.of(unreadable(request.decoderResult().cause()));
    }
    if (request.protocolVersion().majorVersion() != 1) {
      return Optional.of(
          Responses.message(
              HTTP_VERSION_NOT_SUPPORTED,
              "the HTTP version is %s: must be HTTP/1.1"
                  .formatted(request.protocolVersion().text())));
    }
    List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
    if (hosts.size() != 1) {
      return Optional.of(
          Responses.message(
              BAD_REQUEST, "%d Host headers: must be exactly 1".formatted(hosts.size())));
    }
    // As on AWS, pages of any origin may open sockets; AllowedOrigins restricts this.
    String origin = isHandshake(request) ? null : request.headers().get(HttpHeaderNames.ORIGIN);
    return LoopbackHosts.objection(hosts.get(0), origin)
        .map(why -> Responses.forbidden("Forbidden: " + why));
  }

  private static boolean isHandshake(HttpRequest request) {
    return request.method().equals(HttpMethod.GET)
        && request.headers().contains(HttpHeaderNames.UPGRADE);
  }

  private static FullHttpResponse unreadable(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return Responses.message(
          REQUEST_URI_TOO_LONG,
          "the request line is too long: must have at most %d bytes"
              .formatted(RequestDecoder.REQUEST_LINE_BYTES));
    }
    return cause instanceof TooLongHttpHeaderException
        ? Responses.message(
            REQUEST_HEADER_FIELDS_TOO_LARGE,
            "the headers are too large: must have at most %d bytes together"
                .formatted(RequestDecoder.HEADER_BYTES))
        : Responses.message(
            BAD_REQUEST,
            "not an HTTP/1.1 request: this port accepts HTTP and WebSocket without TLS");
  }

  private FullHttpResponse noRoute(HttpRequest request) {
    return Responses.forbidden(
        "Forbidden: no route for %s %s; clients connect to /%s, and servers call /%s/@connections/{id} with GET, POST or DELETE"
            .formatted(request.method(), request.uri(), stage, stage));
  }

  private static Reply call(ConnectionsApi connections, String id, HttpRequest request) {
    if (request instanceof FullHttpRequest full) {
      return connections.answer(id, full);
    }
    return Reply.of(
        connections
            .objection(request.headers().get(HttpHeaderNames.AUTHORIZATION))
            .orElseGet(Responses::tooLarge));
  }

  private void open(ChannelHandlerContext ctx, HttpRequest request) {
    Optional<FullHttpResponse> objection = HandshakeRules.objection(request);
    if (objection.isPresent()) {
      finish(ctx, request, objection.get());
    } else if (decoder(ctx).hasMore() || !replied.isDone()) {
      finish(
          ctx,
          request,
          Responses.message(
              BAD_REQUEST,
              "the handshake overlaps other requests: wait for all responses before it, and send nothing until its response"));
    } else {
      isFinished = true;
      handshakes.accept(ctx.channel(), (FullHttpRequest) request);
    }
  }

  private static RequestDecoder decoder(ChannelHandlerContext ctx) {
    return ctx.pipeline().get(RequestDecoder.class);
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

  /** Sends responses one at a time, so that pipelined calls get them in order. */
  private void later(
      ChannelHandlerContext ctx, Duration wait, CompletableFuture<?> ready, Runnable reply) {
    if (wait.isZero() && ready.isDone() && replied.isDone()) {
      reply.run();
      return;
    }
    // Results from other threads continue on the event loop.
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

  private void send(ChannelHandlerContext ctx, HttpRequest request, FullHttpResponse answer) {
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    if (!keepAlive) {
      isFinished = true;
      LastResponse.send(ctx.channel(), answer);
      return;
    }
    HttpUtil.setKeepAlive(answer, true);
    ctx.writeAndFlush(answer);
  }

  /** Sends the last response, after those to earlier calls. */
  private void finish(ChannelHandlerContext ctx, HttpRequest request, FullHttpResponse answer) {
    if (request.method().equals(HttpMethod.HEAD)) {
      answer.content().clear(); // HEAD keeps the Content-Length.
    }
    finish(ctx, answer);
  }

  private void finish(ChannelHandlerContext ctx, FullHttpResponse answer) {
    isFinished = true;
    later(ctx, Duration.ZERO, NOW, () -> LastResponse.send(ctx.channel(), answer));
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (!isFinished && decoder(ctx).isBroken()) {
      // The rest of a rejected body is unread, so the start of the next request is unknown.
      isFinished = true;
      later(ctx, Duration.ZERO, NOW, ctx::close);
    } else if (!isFinished && decoder(ctx).isInRequest()) {
      startWaiting(ctx);
    }
    ctx.fireChannelReadComplete();
  }

  private void startWaiting(ChannelHandlerContext ctx) {
    if (timeout == null) {
      timeout =
          ctx.executor()
              .schedule(() -> sendTimeout(ctx), REQUEST_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void sendTimeout(ChannelHandlerContext ctx) {
    if (!isFinished) {
      finish(
          ctx,
          Responses.message(
              REQUEST_TIMEOUT,
              "the request is not complete after %d s".formatted(REQUEST_WITHIN.toSeconds())));
    }
  }

  private void stopWaiting() {
    if (timeout != null) {
      timeout.cancel(false);
      timeout = null;
    }
  }

  /** The client has closed its half of the connection but may still read. */
  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE && !isFinished) {
      if (decoder(ctx).isInRequest()) {
        finish(ctx, Responses.message(BAD_REQUEST, "the request ends before it is complete"));
      } else {
        isFinished = true;
        later(ctx, Duration.ZERO, NOW, ctx::close);
      }
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    stopWaiting();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException) {
      ctx.close(); // The client has reset the connection.
      return;
    }
    LOG.error("A request failed", cause);
    isFinished = true;
    LastResponse.send(
        ctx.channel(),
        Responses.message(INTERNAL_SERVER_ERROR, "Internal server error in the local gateway"));
  }
}
