package dev.fanfare.devtools.load;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Clients whose sockets are in this process. */
public final class LoadGenerator implements Clients {
  private static final int THREADS = 2;

  /** Maximum time for all sockets together to answer a close frame. */
  private static final Duration CLOSE_GRACE = Duration.ofSeconds(2);

  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(
          THREADS, new DefaultThreadFactory("load", true), NioIoHandler.newFactory());
  private final EventLoop pacing = loops.next();
  private final ClientDialer dialer;
  private final ClientCounters counters = new ClientCounters();
  private final List<LoadClient> clients = new ArrayList<>();
  private final List<Handshaking> handshakings = new CopyOnWriteArrayList<>();

  /**
   * @param clock provides the arrival times
   * @param source the source address of all connections, such as 127.0.0.3; if empty, the system
   *     chooses
   */
  public LoadGenerator(Clock clock, Optional<InetAddress> source) {
    this.dialer = new ClientDialer(loops, source, clock);
  }

  @Override
  public CompletableFuture<ConnectReport> connect(
      URI endpoint, List<String> users, ConnectPace pace) {
    if (!"ws".equals(endpoint.getScheme())) {
      throw new IllegalArgumentException("Not a ws: URL: " + endpoint);
    }
    List<LoadClient> joining = join(users);
    var handshaking =
        new Handshaking(
            joining, pace, pacing, (client, status) -> dialer.dial(endpoint, client, status));
    handshakings.add(handshaking);
    return handshaking.start();
  }

  private List<LoadClient> join(List<String> users) {
    synchronized (clients) {
      int first = clients.size();
      users.forEach(user -> clients.add(new LoadClient(clients.size(), user, counters)));
      return List.copyOf(clients.subList(first, clients.size()));
    }
  }

  @Override
  public int vanish(int count) {
    List<ChannelFuture> gone = new ArrayList<>();
    for (LoadClient client : everyone()) {
      if (gone.size() == count) {
        break;
      }
      client
          .leave()
          .ifPresent(
              channel -> {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
                gone.add(channel.close());
                client.ended();
              });
    }
    gone.forEach(ChannelFuture::awaitUninterruptibly);
    return gone.size();
  }

  private List<LoadClient> everyone() {
    synchronized (clients) {
      return List.copyOf(clients);
    }
  }

  @Override
  public Totals totals() {
    return counters.totals();
  }

  @Override
  public boolean await(Predicate<Totals> condition, Duration timeout) {
    return Polling.until(loops, this::totals, condition, timeout);
  }

  @Override
  public List<ClientSnapshot> snapshot() {
    return everyone().stream().map(LoadClient::snapshot).toList();
  }

  @Override
  public void close() {
    if (loops.isShuttingDown()) {
      return;
    }
    var settled =
        CompletableFuture.allOf(
            handshakings.stream().map(Handshaking::stop).toArray(CompletableFuture[]::new));
    closeSockets();
    dialer.close();
    settled.completeOnTimeout(null, CLOSE_GRACE.toMillis(), TimeUnit.MILLISECONDS).join();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private void closeSockets() {
    List<Channel> open =
        everyone().stream().map(LoadClient::leave).flatMap(Optional::stream).toList();
    for (Channel channel : open) {
      channel.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE));
    }
    long deadline = System.nanoTime() + CLOSE_GRACE.toNanos();
    for (Channel channel : open) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      channel.closeFuture().awaitUninterruptibly(left);
    }
  }
}
