package dev.fanfare.local.apigateway.sockets;

import dev.fanfare.local.apigateway.GatewayQuotas;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;

/**
 * Replaces a TCP connection's handlers when it becomes a socket. After a protocol error, {@link
 * SocketHandler} closes the connection instead of Netty's decoder, so that it counts like any other
 * close.
 */
public record SocketPipeline(GatewayQuotas.Sizes sizes) {

  WebSocketServerHandshaker handshaker(HttpRequest request) {
    var config =
        WebSocketDecoderConfig.newBuilder()
            .maxFramePayloadLength(sizes.frame())
            .closeOnProtocolViolation(false)
            .build();
    String anyUrl = null;
    String noSubprotocols = null;
    return new WebSocketServerHandshakerFactory(anyUrl, noSubprotocols, config)
        .newHandshaker(request);
  }

  /** Replaces the last handler, which has handled the handshake. */
  void install(ChannelPipeline pipeline, ChannelHandler handler) {
    pipeline.removeLast();
    pipeline.addLast(new Utf8FrameValidator(false));
    pipeline.addLast(new WebSocketFrameAggregator(sizes.message()));
    pipeline.addLast(handler);
  }
}
