package dev.fanfare.local.gateway;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.util.Optional;

/**
 * How a TCP connection's handlers change when it becomes a socket. What breaks the protocol is
 * closed by {@link SocketHandler}, not by Netty's decoder, so that it counts as any other close.
 */
final class SocketPipeline {
  private final GatewayQuotas quotas;

  SocketPipeline(GatewayQuotas quotas) {
    this.quotas = quotas;
  }

  /** Empty when the request is no handshake of WebSocket's version 13. */
  Optional<WebSocketServerHandshaker> handshaker(HttpRequest request) {
    if (!request.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)
        || !"13".equals(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
      return Optional.empty();
    }
    var config =
        WebSocketDecoderConfig.newBuilder()
            .maxFramePayloadLength(quotas.frameBytes())
            .closeOnProtocolViolation(false)
            .build();
    String anyUrl = null;
    String noSubprotocols = null;
    return Optional.of(
        new WebSocketServerHandshakerFactory(anyUrl, noSubprotocols, config)
            .newHandshaker(request));
  }

  void install(ChannelPipeline pipeline, ChannelHandler handler) {
    pipeline.remove(RequestHandler.class);
    pipeline.addLast(new Utf8FrameValidator(false));
    pipeline.addLast(new WebSocketFrameAggregator(quotas.messageBytes()));
    pipeline.addLast(handler);
  }
}
