package dev.fanfare.local.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the first request of a TCP connection, and puts nothing in its way: a client that asks
 * for a socket stays at this edge, anything else goes on to the hub byte by byte. So calls of
 * {@code @connections} are read, answered, refused or reset there and nowhere else.
 */
final class EdgeReception extends ByteToMessageDecoder {
  private static final Logger LOG = LoggerFactory.getLogger(EdgeReception.class);
  private static final int MOST_HEAD_BYTES =
      HttpPipeline.REQUEST_LINE_BYTES + HttpPipeline.HEADER_BYTES;
  private static final Pattern WANTS_SOCKET =
      Pattern.compile(
          "\\AGET .*\\r\\n(?:.*\\r\\n)*?upgrade:[^\\r\\n]*\\bwebsocket\\b",
          Pattern.CASE_INSENSITIVE);

  private final EdgeSettings settings;
  private final Handshakes handshakes;
  private boolean isDecided;

  EdgeReception(EdgeSettings settings, Handshakes handshakes) {
    this.settings = settings;
    this.handshakes = handshakes;
  }

  /** What is not read here goes to those who come after, when this handler is removed. */
  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    int end = end(in);
    if (isDecided || end < 0 && in.readableBytes() <= MOST_HEAD_BYTES) {
      return;
    }
    isDecided = true;
    int length = end < 0 ? MOST_HEAD_BYTES : end;
    String head = in.toString(in.readerIndex(), length, StandardCharsets.ISO_8859_1) + "\r\n";
    if (WANTS_SOCKET.matcher(head).find()) {
      var handler = new EdgeHandler(settings.stage(), handshakes);
      HttpPipeline.install(ctx.pipeline(), settings.messageBytes(), handler);
      ctx.pipeline().remove(this);
    } else {
      CallRelay.begin(ctx.channel(), settings.callsPort(), () -> ctx.pipeline().remove(this));
    }
  }

  /** Where the head ends, or negative. */
  private static int end(ByteBuf in) {
    for (int i = in.readerIndex(); i + Integer.BYTES <= in.writerIndex(); i++) {
      if (in.getInt(i) == 0x0D0A0D0A) {
        return i - in.readerIndex();
      }
    }
    return -1;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException)) {
      LOG.error("A client could not be received", cause);
    }
    ctx.close();
  }
}
