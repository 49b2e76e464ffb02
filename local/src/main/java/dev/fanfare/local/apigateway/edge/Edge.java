package dev.fanfare.local.apigateway.edge;

import static dev.fanfare.loopback.LoopbackHosts.PROPERTY;

import dev.fanfare.local.apigateway.link.Frame;
import dev.fanfare.local.apigateway.link.FrameLink;
import dev.fanfare.local.apigateway.routing.Admission;
import dev.fanfare.local.apigateway.sockets.Departure;
import dev.fanfare.local.apigateway.sockets.WriteResult;
import dev.fanfare.loopback.ChildJvm;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hub's view of an edge: its clients, and the posts whose results are pending. */
final class Edge implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Edge.class);

  /** 20,000 sockets need a fifth of this; the rest is for the buffers of slow clients. */
  private static final String MEMORY = "-Xmx512m";

  private final Map<Long, LinkedWire> wires = new ConcurrentHashMap<>();
  private final Map<Long, CompletableFuture<WriteResult>> posts = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong(Frame.Post.NO_RESULT);
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final ChildJvm process;
  private final FrameLink link;
  private final Admission admission;
  private final int port;
  private volatile boolean hasEnded;
  private volatile boolean isClosing;

  private Edge(ChildJvm child, Admission admission, int port) {
    this.process = child;
    this.link =
        new FrameLink(
            "edge-" + child.process().pid(),
            child.process().getInputStream(),
            child.process().getOutputStream());
    this.admission = admission;
    this.port = port;
  }

  /**
   * @throws java.io.UncheckedIOException if the system does not start the process
   */
  static Edge start(EdgeSettings settings, Admission admission) {
    String hosts = "-D%1$s=%2$s".formatted(PROPERTY, System.getProperty(PROPERTY, ""));
    var child =
        ChildJvm.start(
            "A gateway process", List.of(MEMORY, hosts), EdgeMain.class, settings.arguments());
    var edge = new Edge(child, admission, settings.port());
    edge.link.start(edge::receive, edge::end);
    return edge;
  }

  /** The clients' port. */
  int port() {
    return port;
  }

  /** Completes when clients can connect; fails if the process ends first. */
  CompletableFuture<Void> ready() {
    return ready;
  }

  private void receive(Frame frame) {
    if (frame instanceof Frame.Written written) {
      Optional.ofNullable(posts.remove(written.number()))
          .ifPresent(post -> post.complete(WriteResult.valueOf(written.result())));
    } else if (frame instanceof Frame.Active active) {
      find(active.socket()).ifPresent(LinkedWire::active);
    } else if (frame instanceof Frame.Message message) {
      find(message.socket()).ifPresent(wire -> wire.message(message.text()));
    } else if (frame instanceof Frame.Ended ended) {
      var departure =
          new Departure(Departure.Cause.valueOf(ended.cause()), ended.status(), ended.reason());
      Optional.ofNullable(wires.remove(ended.socket())).ifPresent(wire -> wire.ended(departure));
    } else if (frame instanceof Frame.Handshake handshake) {
      var wire = new LinkedWire(this, handshake.socket(), handshake.sourceIp());
      wires.put(handshake.socket(), wire);
      admission.decide(request(handshake), wire);
    } else if (frame instanceof Frame.Ready) {
      ready.complete(null);
    } else {
      throw new IllegalArgumentException("An edge does not send " + frame);
    }
  }

  private static HttpRequest request(Frame.Handshake handshake) {
    var request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, handshake.uri());
    var headers = handshake.headers().iterator();
    while (headers.hasNext()) {
      request.headers().add(headers.next(), headers.next());
    }
    return request;
  }

  private Optional<LinkedWire> find(long socket) {
    return Optional.ofNullable(wires.get(socket));
  }

  /** The process has ended, and its sockets with it: each counts as a client that vanished. */
  private void end() {
    hasEnded = true;
    ready.completeExceptionally(new IllegalStateException("the process has ended"));
    if (!isClosing) {
      LOG.error("A gateway process has ended; {} sockets are lost", wires.size());
    }
    wires.values().forEach(wire -> wire.ended(Departure.VANISHED));
    wires.clear();
    posts.keySet().forEach(this::lose);
  }

  private void lose(long number) {
    Optional.ofNullable(posts.remove(number)).ifPresent(post -> post.complete(WriteResult.GONE));
  }

  CompletableFuture<WriteResult> post(long socket, byte[] message) {
    long number = numbers.incrementAndGet();
    var written = new CompletableFuture<WriteResult>();
    posts.put(number, written);
    link.send(new Frame.Post(socket, number, message));
    if (hasEnded) {
      lose(number);
    }
    return written;
  }

  void send(Frame frame) {
    link.send(frame);
  }

  /** Makes the hub ignore later frames about a socket that has ended. */
  void forget(long socket) {
    wires.remove(socket);
  }

  /** Ends the edge, which closes its clients' sockets. */
  @Override
  public void close() {
    isClosing = true;
    link.close();
    process.close();
  }
}
