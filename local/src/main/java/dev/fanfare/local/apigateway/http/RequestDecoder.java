package dev.fanfare.local.apigateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Reads HTTP requests and tracks its position in them. Bytes that cannot be a request line, such as
 * those of a TLS client, fail immediately: the client sends nothing more until it gets a response.
 */
public final class RequestDecoder extends HttpRequestDecoder {
  public static final int REQUEST_LINE_BYTES = 8 * 1024;
  public static final int HEADER_BYTES = 10 * 1024;
  private static final int CHUNK_BYTES = 64 * 1024;

  private boolean hasRequestLine;
  private boolean isBroken;
  private boolean hasEndedEarly;

  public RequestDecoder(int requestLineBytes, int headerBytes, int chunkBytes) {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(requestLineBytes)
            .setMaxHeaderSize(headerBytes)
            .setMaxChunkSize(chunkBytes));
  }

  /**
   * Adds the handlers that read whole requests from a TCP connection.
   *
   * @param messageBytes maximum size of a body
   * @param handler gets the requests
   */
  public static void install(ChannelPipeline pipeline, int messageBytes, ChannelHandler handler) {
    pipeline
        .addLast(new RequestDecoder(REQUEST_LINE_BYTES, HEADER_BYTES, CHUNK_BYTES))
        .addLast(new HttpResponseEncoder())
        .addLast(new RequestAggregator(messageBytes))
        .addLast(handler);
  }

  /** Whether a request has begun but not ended. */
  public boolean isInRequest() {
    return hasRequestLine || hasMore() || hasEndedEarly;
  }

  /** Whether there are bytes after the last request. */
  public boolean hasMore() {
    return actualReadableBytes() > 0;
  }

  /** Whether the decoder can read no further request, because its start is unknown. */
  public boolean isBroken() {
    return isBroken;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
    if (isBroken) {
      in.skipBytes(in.readableBytes());
      return;
    }
    if (!hasRequestLine && !canBeRequestLine(in)) {
      isBroken = true;
      in.skipBytes(in.readableBytes());
      out.add(notHttp());
      return;
    }
    int before = out.size();
    super.decode(ctx, in, out);
    if (out.size() > before) {
      HttpObject last = (HttpObject) out.get(out.size() - 1);
      isBroken = last.decoderResult().isFailure();
      hasRequestLine = !(last instanceof LastHttpContent);
    }
  }

  /** The client has closed its half of the connection. */
  @Override
  protected void decodeLast(ChannelHandlerContext ctx, ByteBuf in, List<Object> out)
      throws Exception {
    hasEndedEarly = in.isReadable();
    super.decodeLast(ctx, in, out);
  }

  /** A request line is printable ASCII (RFC 9112, 3); empty lines may come before it (2.2). */
  private boolean canBeRequestLine(ByteBuf in) {
    int at = in.readerIndex();
    while (at < in.writerIndex() && isLineEnd(in.getByte(at))) {
      at++;
    }
    for (; at < in.writerIndex(); at++) {
      byte next = in.getByte(at);
      boolean endsLine = next == '\n' || next == '\r' && isBeforeLineFeed(in, at);
      if (endsLine) {
        hasRequestLine = next == '\n' || at + 1 < in.writerIndex();
        return true;
      }
      if (next < ' ' || next > '~') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLineEnd(byte next) {
    return next == '\r' || next == '\n';
  }

  private static boolean isBeforeLineFeed(ByteBuf in, int at) {
    return at + 1 == in.writerIndex() || in.getByte(at + 1) == '\n';
  }

  private static HttpObject notHttp() {
    var request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.GET, "/bad-request", Unpooled.EMPTY_BUFFER);
    request.setDecoderResult(
        DecoderResult.failure(
            new IllegalArgumentException("the first line is not a request line")));
    return request;
  }
}
