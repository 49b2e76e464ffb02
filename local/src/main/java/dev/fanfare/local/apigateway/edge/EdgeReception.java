package dev.fanfare.local.apigateway.edge;

import dev.fanfare.local.apigateway.RequestHandler;
import dev.fanfare.local.apigateway.http.RequestDecoder;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the first request of a TCP connection without consuming it. A WebSocket handshake stays at
 * this edge; the edge forwards all other bytes to the hub, which responds to {@code @connections}
 * calls and to invalid requests.
 */
final class EdgeReception extends ByteToMessageDecoder {
  private static final Logger LOG = LoggerFactory.getLogger(EdgeReception.class);
  private static final int MAX_HEAD_BYTES =
      RequestDecoder.REQUEST_LINE_BYTES + RequestDecoder.HEADER_BYTES;
  private static final byte[] METHOD = "GET ".getBytes(StandardCharsets.US_ASCII);

  private final EdgeSettings settings;
  private final BiConsumer<Channel, FullHttpRequest> handshakes;
  private boolean isDecided;
  private @Nullable Future<?> timeout;

  EdgeReception(EdgeSettings settings, BiConsumer<Channel, FullHttpRequest> handshakes) {
    this.settings = settings;
    this.handshakes = handshakes;
  }

  /** When this handler is removed, the next handlers get the unread bytes. */
  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (isDecided) {
      return;
    }
    int end = end(in);
    if (end < 0 && in.readableBytes() <= MAX_HEAD_BYTES && canBecomeHandshake(in)) {
      if (timeout == null) {
        timeout =
            ctx.executor()
                .schedule(
                    () -> forwardToHub(ctx),
                    RequestHandler.REQUEST_WITHIN.toMillis(),
                    TimeUnit.MILLISECONDS);
      }
      return;
    }
    if (end >= 0 && isHandshake(in.toString(in.readerIndex(), end, StandardCharsets.ISO_8859_1))) {
      isDecided = true;
      var handler =
          new RequestHandler(settings.stage(), handshakes, Optional.empty(), Duration.ZERO);
      RequestDecoder.install(ctx.pipeline(), settings.sizes().message(), handler);
      ctx.pipeline().remove(this);
    } else {
      forwardToHub(ctx);
    }
  }

  private void forwardToHub(ChannelHandlerContext ctx) {
    if (!isDecided) {
      isDecided = true;
      CallRelay.begin(ctx.channel(), settings.callsPort(), () -> ctx.pipeline().remove(this));
    }
  }

  private static boolean canBecomeHandshake(ByteBuf in) {
    for (int i = 0; i < METHOD.length && i < in.readableBytes(); i++) {
      if (in.getByte(in.readerIndex() + i) != METHOD[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHandshake(String head) {
    return head.startsWith("GET ")
        && head.toLowerCase(Locale.ROOT)
            .lines()
            .anyMatch(line -> line.startsWith("upgrade:") && line.contains("websocket"));
  }

  /**
   * The index of the head's end, or -1 if it has not arrived. A line may end without a carriage
   * return.
   */
  private static int end(ByteBuf in) {
    for (int i = in.readerIndex(); i + 1 < in.writerIndex(); i++) {
      if (in.getByte(i) == '\n'
          && (in.getByte(i + 1) == '\n'
              || in.getByte(i + 1) == '\r'
                  && i + 2 < in.writerIndex()
                  && in.getByte(i + 2) == '\n')) {
        return i - in.readerIndex();
      }
    }
    return -1;
  }

  /** The client has closed its half; the hub responds to the bytes so far. */
  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE && !isDecided) {
      if (actualReadableBytes() == 0) {
        ctx.close();
      } else {
        isDecided = true;
        CallRelay.begin(
            ctx.channel(),
            settings.callsPort(),
            () -> {
              ctx.pipeline().remove(this);
              ctx.pipeline().fireUserEventTriggered(event);
            });
      }
      return;
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext ctx) {
    if (timeout != null) {
      timeout.cancel(false);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException)) {
      LOG.error("A new connection failed", cause);
    }
    ctx.close();
  }
}
