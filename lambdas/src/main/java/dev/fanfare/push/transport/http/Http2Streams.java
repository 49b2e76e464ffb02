package dev.fanfare.push.transport.http;

import static java.util.Objects.requireNonNull;

import dev.fanfare.push.transport.PostResult;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.DefaultHttp2RemoteFlowController;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2EventAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.codec.http2.UniformStreamByteDistributor;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/2 connection, with a stream per post. Netty's codec handles framing, HPACK and flow
 * control. It is used without a channel per stream, which would cost more than the rest of a post.
 */
final class Http2Streams extends Http2EventAdapter implements HttpConnection {
  /** More than endpoints usually allow, but still a limit. */
  private static final int MAX_STREAMS = 250;

  private static final class Exchange {
    private final Post post;
    private int status;

    private Exchange(Post post) {
      this.post = post;
    }
  }

  private final Pool pool;
  private final Connector.Attempt attempt;
  private final Http2Connection connection = new DefaultHttp2Connection(false);
  private final Http2ConnectionHandler handler;
  private final IntObjectMap<Exchange> exchanges = new IntObjectHashMap<>();
  private @Nullable ChannelHandlerContext context;
  private boolean isListed;
  private boolean isReady;
  private boolean isOver;
  private int lastStream = Integer.MAX_VALUE;

  Http2Streams(Pool pool, Connector.Attempt attempt) {
    this.pool = pool;
    this.attempt = attempt;
    connection
        .remote()
        .flowController(
            new DefaultHttp2RemoteFlowController(
                connection, new UniformStreamByteDistributor(connection)));
    connection.addListener(this);
    handler =
        new Http2ConnectionHandlerBuilder()
            .connection(connection)
            .frameListener(this)
            .initialSettings(Http2Settings.defaultSettings().pushEnabled(false))
            .headerSensitivityDetector(Http2Requests::isPostSpecific)
            .gracefulShutdownTimeoutMillis(0)
            .build();
  }

  /** Returns the handler for the pipeline; the pool gets the connection with the first settings. */
  ChannelHandler handler() {
    return handler;
  }

  /** Starts the connection once the handler is in the pipeline. */
  void begin(ChannelHandlerContext ctx) {
    context = ctx.pipeline().context(handler);
    ctx.channel().closeFuture().addListener(closed -> end("closed before its settings arrived"));
    long patience = pool.settings().connectTimeout().toMillis();
    ctx.executor().schedule(this::giveUpUnlessReady, patience, TimeUnit.MILLISECONDS);
    ctx.flush();
  }

  private ChannelHandlerContext context() {
    return requireNonNull(context, "posts come after begin()");
  }

  @Override
  public int room() {
    int most = Math.min(MAX_STREAMS, connection.local().maxActiveStreams());
    return isOver || !context().channel().isActive()
        ? 0
        : Math.max(0, most - connection.local().numActiveStreams());
  }

  @Override
  public boolean isListed() {
    return isListed;
  }

  @Override
  public void setListed(boolean listed) {
    isListed = listed;
  }

  @Override
  public boolean isIdle() {
    return exchanges.isEmpty();
  }

  @Override
  public void send(Post post) {
    ChannelHandlerContext ctx = context();
    int id = connection.local().incrementAndGetNextStreamId();
    var requests = pool.push().http2();
    exchanges.put(id, new Exchange(post));
    handler
        .encoder()
        .writeHeaders(ctx, id, requests.headers(post.connectionId()), 0, false, ctx.newPromise())
        .addListener(
            written -> {
              if (!written.isSuccess()) {
                fail(id, "not sent: " + written.cause());
              }
            });
    handler.encoder().writeData(ctx, id, requests.message(), 0, true, ctx.newPromise());
  }

  @Override
  public void flush() {
    // Flushes through the handler, because its flush writes the data that flow control has
    // released.
    handler.flush(context());
  }

  @Override
  public boolean sweep(long now, long stuckSince) {
    boolean isStuck = false;
    for (Integer id : List.copyOf(exchanges.keySet())) {
      Exchange exchange = exchanges.get(id);
      if (exchange == null) {
        // Giving another one up has ended the connection.
        continue;
      }
      long since = exchange.post.sinceNanos();
      if (now - since > pool.settings().answerTimeout().toNanos()) {
        giveUp(id, "no answer within " + pool.settings().answerTimeout().toMillis() + " ms");
      } else if (now - since > pool.settings().writeTimeout().toNanos() && isWriting(id)) {
        giveUp(
            id,
            "the request was not written within "
                + pool.settings().writeTimeout().toMillis()
                + " ms");
      } else {
        isStuck = isStuck || since - stuckSince < 0;
      }
    }
    return isStuck && room() == 0;
  }

  @Override
  public void close() {
    isOver = true;
    exchanges.clear();
    pool.remove(this);
    context().close();
  }

  @Override
  public void onSettingsRead(ChannelHandlerContext ctx, Http2Settings settings) {
    if (!isReady && !isOver) {
      isReady = true;
      attempt.opened(this);
    }
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext ctx, int id, Http2Headers headers, int padding, boolean isEnd) {
    Exchange exchange = exchanges.get(id);
    if (exchange == null) {
      return;
    }
    CharSequence status = headers.status();
    if (status != null) {
      exchange.status = statusOf(status);
    }
    if (isEnd) {
      answered(id);
    }
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext ctx,
      int id,
      Http2Headers headers,
      int dependency,
      short weight,
      boolean exclusive,
      int padding,
      boolean isEnd) {
    onHeadersRead(ctx, id, headers, padding, isEnd);
  }

  @Override
  public int onDataRead(
      ChannelHandlerContext ctx, int id, ByteBuf data, int padding, boolean isEnd) {
    if (isEnd) {
      answered(id);
    }
    return data.readableBytes() + padding;
  }

  @Override
  public void onRstStreamRead(ChannelHandlerContext ctx, int id, long code) {
    if (code == Http2Error.REFUSED_STREAM.code()) {
      move(id, "the endpoint refused the stream");
    } else {
      fail(id, "the endpoint reset the stream: " + Http2Error.valueOf(code));
    }
  }

  @Override
  public void onGoAwayReceived(int last, long code, ByteBuf debug) {
    lastStream = last;
    isOver = true;
    pool.remove(this);
  }

  @Override
  public void onStreamClosed(Http2Stream stream) {
    if (stream.id() > lastStream) {
      move(stream.id(), "the endpoint went away");
    } else {
      fail(stream.id(), "the connection was closed without an answer");
    }
    if (!isOver) {
      pool.hasRoom(this);
    } else if (exchanges.isEmpty() && context != null) {
      context.close();
    }
  }

  private void answered(int id) {
    Exchange exchange = exchanges.remove(id);
    if (exchange == null) {
      return;
    }
    if (isWriting(id)) {
      // The response came before the endpoint had read the request; the rest of the request is
      // useless.
      ChannelHandlerContext ctx = context();
      handler.resetStream(ctx, id, Http2Error.NO_ERROR.code(), ctx.newPromise());
    }
    pool.answered(exchange.post, PostResult.ofStatus(exchange.status));
  }

  private void move(int id, String reason) {
    Exchange exchange = exchanges.remove(id);
    if (exchange != null) {
      pool.move(exchange.post, reason);
    }
  }

  private void fail(int id, String reason) {
    Exchange exchange = exchanges.remove(id);
    if (exchange != null) {
      pool.answer(exchange.post, PostResult.failed(reason));
    }
  }

  private void giveUp(int id, String reason) {
    fail(id, reason);
    ChannelHandlerContext ctx = context();
    handler.resetStream(ctx, id, Http2Error.CANCEL.code(), ctx.newPromise());
    ctx.flush();
  }

  private boolean isWriting(int id) {
    Http2Stream stream = connection.stream(id);
    return stream != null && connection.remote().flowController().hasFlowControlled(stream);
  }

  private void giveUpUnlessReady() {
    if (!isReady) {
      context().close();
    }
  }

  /** Handles the end of the channel; Netty has closed its streams. */
  private void end(String reason) {
    isOver = true;
    if (isReady) {
      pool.remove(this);
    } else {
      attempt.failed(reason);
    }
  }

  private static int statusOf(CharSequence status) {
    int number = 0;
    for (int i = 0; i < status.length(); i++) {
      number = 10 * number + Character.digit(status.charAt(i), 10);
    }
    return number;
  }
}
