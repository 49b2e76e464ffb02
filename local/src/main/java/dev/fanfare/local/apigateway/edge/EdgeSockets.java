package dev.fanfare.local.apigateway.edge;

import dev.fanfare.local.apigateway.link.Frame;
import dev.fanfare.local.apigateway.link.FrameLink;
import dev.fanfare.local.apigateway.sockets.ChannelWire;
import dev.fanfare.local.apigateway.sockets.Departure;
import dev.fanfare.local.apigateway.sockets.SocketPipeline;
import dev.fanfare.local.apigateway.sockets.SocketWire;
import dev.fanfare.local.apigateway.sockets.WriteResult;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** The clients of an edge, from the handshake on. */
final class EdgeSockets {
  private static final WriteResult UNKNOWN = WriteResult.GONE;

  private final Map<Long, EdgeSocket> sockets = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicBoolean isClosed = new AtomicBoolean();
  private final SocketPipeline pipeline;
  private final FrameLink link;

  EdgeSockets(EdgeSettings settings, FrameLink link) {
    this.pipeline = new SocketPipeline(settings.sizes());
    this.link = link;
  }

  void ready() {
    link.send(new Frame.Ready());
  }

  /** Sends the handshake to the hub. Must be called on the channel's event loop. */
  void begin(Channel channel, FullHttpRequest request) {
    long number = numbers.incrementAndGet();
    var socket = new EdgeSocket(number, new ChannelWire(channel, pipeline, request), link);
    sockets.put(number, socket);
    List<String> headers = new ArrayList<>();
    request
        .headers()
        .forEach(header -> headers.addAll(List.of(header.getKey(), header.getValue())));
    link.send(new Frame.Handshake(number, socket.wire().sourceIp(), request.uri(), headers));
    channel
        .closeFuture()
        .addListener(
            closed -> {
              sockets.remove(number);
              socket.ended(Departure.VANISHED);
            });
  }

  /** Executes a frame from the hub. */
  void handle(Frame frame) {
    if (frame instanceof Frame.Post post) {
      post(post);
    } else if (frame instanceof Frame.Accept accept) {
      Optional<String> subprotocol =
          Optional.of(accept.subprotocol()).filter(chosen -> !chosen.isEmpty());
      find(accept.socket())
          .ifPresent(socket -> socket.wire().accept(subprotocol, socket, () -> {}));
    } else if (frame instanceof Frame.Refuse refuse) {
      var status = HttpResponseStatus.valueOf(refuse.status());
      Optional<String> body = Optional.of(refuse.body()).filter(json -> !json.isEmpty());
      find(refuse.socket()).ifPresent(socket -> socket.wire().refuse(status, body));
    } else if (frame instanceof Frame.Close close) {
      find(close.socket()).ifPresent(socket -> socket.closedByHub(close.status(), close.reason()));
    } else {
      throw new IllegalArgumentException("A hub does not send " + frame);
    }
  }

  private void post(Frame.Post post) {
    find(post.socket())
        .map(socket -> socket.post(post.message()))
        .ifPresentOrElse(
            written -> written.thenAccept(result -> report(post, result)),
            () -> report(post, UNKNOWN));
  }

  private void report(Frame.Post post, WriteResult result) {
    if (post.number() != Frame.Post.NO_RESULT) {
      link.send(new Frame.Written(post.number(), result.name()));
    }
  }

  private Optional<EdgeSocket> find(long number) {
    return Optional.ofNullable(sockets.get(number));
  }

  /** Closes all sockets when the gateway ends. A second call does nothing. */
  void closeAll() {
    if (isClosed.compareAndSet(false, true)) {
      SocketWire.leaveAll(sockets.values().stream().map(EdgeSocket::wire).toList());
    }
  }
}
