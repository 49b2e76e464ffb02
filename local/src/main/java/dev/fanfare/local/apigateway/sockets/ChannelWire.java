package dev.fanfare.local.apigateway.sockets;

import static java.util.Objects.requireNonNull;

import dev.fanfare.local.apigateway.http.LastResponse;
import dev.fanfare.local.apigateway.http.Responses;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A TCP connection of this process. It reads no more bytes until the handshake is decided. */
public final class ChannelWire implements SocketWire {
  /** How long a client may take to reply to a close frame before the TCP connection closes. */
  private static final Duration CLOSE_GRACE = Duration.ofSeconds(5);

  private static final CompletableFuture<WriteResult> WRITTEN =
      CompletableFuture.completedFuture(WriteResult.WRITTEN);
  private static final CompletableFuture<WriteResult> BUFFER_FULL =
      CompletableFuture.completedFuture(WriteResult.BUFFER_FULL);

  private final Channel channel;
  private final SocketPipeline pipeline;
  private final String sourceIp;

  /** Null after the decision, to save memory. Used only on the event loop. */
  private @Nullable FullHttpRequest handshake;

  /** Must be called on the channel's event loop. */
  public ChannelWire(Channel channel, SocketPipeline pipeline, FullHttpRequest handshake) {
    this.channel = channel;
    this.pipeline = pipeline;
    this.sourceIp = ((InetSocketAddress) channel.remoteAddress()).getAddress().getHostAddress();
    this.handshake = handshake.retain();
    channel.config().setAutoRead(false);
  }

  @Override
  public String sourceIp() {
    return sourceIp;
  }

  @Override
  public int localPort() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  @Override
  public void accept(Optional<String> subprotocol, SocketListener listener, Runnable enter) {
    onLoop(() -> upgrade(subprotocol, listener, enter));
  }

  /** Posts from other threads queue after this call, and so after the upgrade's response. */
  private void upgrade(Optional<String> subprotocol, SocketListener listener, Runnable enter) {
    FullHttpRequest request = requireNonNull(handshake, "a client is accepted once");
    HttpHeaders headers = new DefaultHttpHeaders();
    subprotocol.ifPresent(chosen -> headers.set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, chosen));
    enter.run();
    pipeline.install(channel.pipeline(), new SocketHandler(listener));
    pipeline
        .handshaker(request)
        .handshake(channel, request, headers, channel.newPromise())
        .addListener(
            upgraded -> {
              if (upgraded.isSuccess()) {
                channel.config().setAutoRead(true);
              } else {
                listener.ended(Departure.VANISHED);
                channel.close();
              }
            });
    decided();
  }

  @Override
  public void refuse(HttpResponseStatus status, Optional<String> body) {
    onLoop(
        () -> {
          var answer =
              body.map(json -> Responses.json(status, json))
                  .orElseGet(() -> Responses.message(status));
          LastResponse.send(channel, answer);
          decided();
        });
  }

  private void decided() {
    if (handshake != null) {
      handshake.release();
      handshake = null;
    }
  }

  private void onLoop(Runnable work) {
    if (channel.eventLoop().inEventLoop()) {
      work.run();
    } else {
      channel.eventLoop().execute(work);
    }
  }

  @Override
  public CompletableFuture<WriteResult> post(ByteBuf message) {
    if (!channel.isWritable()) {
      return BUFFER_FULL;
    }
    channel.writeAndFlush(new TextWebSocketFrame(message.retain()));
    return WRITTEN;
  }

  @Override
  public void send(String text) {
    if (channel.isWritable()) {
      channel.writeAndFlush(new TextWebSocketFrame(text));
    }
  }

  @Override
  public void close(WebSocketCloseStatus status, String reason) {
    channel.writeAndFlush(new CloseWebSocketFrame(status, reason));
    channel
        .eventLoop()
        .schedule(() -> channel.close(), CLOSE_GRACE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public CompletableFuture<Void> leave() {
    var frame = new CloseWebSocketFrame(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE, GOING_AWAY);
    ChannelFuture written = channel.writeAndFlush(frame);
    var left = new CompletableFuture<Void>();
    written.addListener(ChannelFutureListener.CLOSE);
    written.addListener(done -> left.complete(null));
    return left;
  }
}
