package dev.fanfare.push.transport.contract;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.DefaultHttp2SettingsFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** One stream at the HTTP/2 server, with control of its connection. */
final class Http2Exchange {
  private final ChannelHandlerContext connection;
  private final Http2FrameStream stream;
  private final ReceivedRequest request;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  Http2Exchange(
      ChannelHandlerContext connection, Http2FrameStream stream, ReceivedRequest request) {
    this.connection = connection;
    this.stream = stream;
    this.request = request;
  }

  ReceivedRequest request() {
    return request;
  }

  Http2FrameStream stream() {
    return stream;
  }

  void receive(byte[] bytes, boolean last) {
    body.writeBytes(bytes);
    if (last) {
      request.receiveBody(body.toByteArray());
    }
  }

  void head(String status, boolean last) {
    Http2Headers headers = new DefaultHttp2Headers(false).status(status).set("x-a", "b");
    connection.writeAndFlush(new DefaultHttp2HeadersFrame(headers, last).stream(stream));
  }

  void data(String text, boolean last) {
    var bytes = Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    connection.writeAndFlush(new DefaultHttp2DataFrame(bytes, last).stream(stream));
  }

  void trailers() {
    Http2Headers headers = new DefaultHttp2Headers().set("x-trailer", "b");
    connection.writeAndFlush(new DefaultHttp2HeadersFrame(headers, true).stream(stream));
  }

  void reset(Http2Error error) {
    connection.writeAndFlush(new DefaultHttp2ResetFrame(error).stream(stream));
  }

  void ping() {
    connection.writeAndFlush(new DefaultHttp2PingFrame(4711));
  }

  void settings(Http2Settings settings) {
    connection.writeAndFlush(new DefaultHttp2SettingsFrame(settings));
  }

  /** Announces that the server will serve no stream above this one on this connection. */
  void goAway(int lastStreamId, Http2Error error) {
    ChannelHandlerContext codec = connection.pipeline().context(Http2FrameCodec.class);
    ((Http2FrameCodec) codec.handler())
        .goAway(codec, lastStreamId, error.code(), Unpooled.EMPTY_BUFFER, codec.newPromise());
    codec.flush();
  }

  /** Ends the connection with nothing but what TLS requires. */
  void close() {
    connection.channel().pipeline().firstContext().close();
  }
}
