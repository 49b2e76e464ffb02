package dev.fanfare.local.apigateway.sockets;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;

/**
 * How a TCP connection's handlers change when it becomes a socket. What breaks the protocol is
 * closed by {@link SocketHandler}, not by Netty's decoder, so that it counts as any other close.
 */
public final class SocketPipeline {
  private final int frameBytes;
  private final int messageBytes;

  /**
   * @param frameBytes largest frame of a client
   * @param messageBytes largest message of a client
   */
  public SocketPipeline(int frameBytes, int messageBytes) {
    this.frameBytes = frameBytes;
    this.messageBytes = messageBytes;
  }

  WebSocketServerHandshaker handshaker(HttpRequest request) {
    var config =
        WebSocketDecoderConfig.newBuilder()
            .maxFramePayloadLength(frameBytes)
            .closeOnProtocolViolation(false)
            .build();
    String anyUrl = null;
    String noSubprotocols = null;
    return new WebSocketServerHandshakerFactory(anyUrl, noSubprotocols, config)
        .newHandshaker(request);
  }

  /** The last handler has handed over the handshake, and gives way. */
  void install(ChannelPipeline pipeline, ChannelHandler handler) {
    pipeline.removeLast();
    pipeline.addLast(new Utf8FrameValidator(false));
    pipeline.addLast(new WebSocketFrameAggregator(messageBytes));
    pipeline.addLast(handler);
  }
}
