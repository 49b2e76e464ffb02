package dev.fanfare.local.apigateway;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.FullHttpRequest;

/** Who is asked about a client that wants a socket. */
@FunctionalInterface
public interface Handshakes {

  /** Must be called on the channel's event loop; the client's answer follows when there is one. */
  void begin(Channel channel, FullHttpRequest request);
}
