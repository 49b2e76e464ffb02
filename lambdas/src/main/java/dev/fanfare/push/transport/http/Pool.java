package dev.fanfare.push.transport.http;

import static java.util.Objects.requireNonNull;

import dev.fanfare.push.transport.PostResult;
import dev.fanfare.push.transport.Transport;
import dev.fanfare.push.transport.http.Addresses.Address;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one transport, and the posts that wait for one. Used on the event loop only.
 *
 * <p>Connections are opened as posts need them: a few at first, then as many as are already open,
 * but never more than are useful ({@link ConnectionDemand}). A handshake costs far more than a
 * post, so a short shard should not pay for many.
 */
final class Pool {
  private static final int AT_FIRST = 8;

  /** Endpoints close idle connections, unnoticed by a frozen function: no reuse after this time. */
  private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** A post that takes this many times longer than the fastest blocks its connection. */
  private static final int STUCK_TIMES = 10;

  private static final long STUCK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** The wait after a connection could not be opened while others are open. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** The interval at which one connection may move to an address with fewer connections. */
  private static final long REBALANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final HttpSettings settings;
  private final Connector connector;
  private final Map<HttpConnection, Address> open = new HashMap<>();
  private final ArrayDeque<HttpConnection> free = new ArrayDeque<>();
  private final ArrayDeque<Post> waiting = new ArrayDeque<>();
  private final List<HttpConnection> written = new ArrayList<>();
  private int opening;
  private int stuck;
  private final ConnectionDemand demand = new ConnectionDemand();
  private long lastUsed;
  private long notBefore = System.nanoTime();
  private long rebalancedAt;
  private boolean mayMove;

  /** The latest push; null before the first. */
  private @Nullable Push push;

  /** A push, with the requests of its message, framed for both versions of HTTP. */
  record Push(PushLoop loop, Http1Requests http1, Http2Requests http2) {}

  Pool(HttpSettings settings, Connector connector) {
    this.settings = settings;
    this.connector = connector;
  }

  HttpSettings settings() {
    return settings;
  }

  /** Starts a push. */
  void begin(PushLoop loop, Requests ofMessage) {
    push = new Push(loop, new Http1Requests(ofMessage), new Http2Requests(ofMessage));
    demand.beginPush();
    // Discards the value from before a snapshot, because the clock differs after a restore.
    notBefore = System.nanoTime();
    connector.refresh();
    if (System.nanoTime() - lastUsed > STALE_NANOS) {
      closeAll();
    }
  }

  /** Returns the current push. */
  Push push() {
    return requireNonNull(push, "posts are sent only during a push");
  }

  /** Ends the push and drops outstanding responses. */
  void end() {
    lastUsed = System.nanoTime();
    waiting.clear();
    Set.copyOf(open.keySet()).stream()
        .filter(connection -> !connection.isIdle())
        .forEach(this::close);
  }

  int size() {
    return open.size();
  }

  void closeAll() {
    Set.copyOf(open.keySet()).forEach(this::close);
  }

  /**
   * Returns how many posts could be sent at once. Without open connections, a few posts may wait,
   * so that they receive the failure if none can be opened.
   */
  int room(int wanted) {
    int room = open.isEmpty() ? Math.max(0, AT_FIRST - waiting.size()) : 0;
    for (var last = free.descendingIterator(); room < wanted && last.hasNext(); ) {
      room += last.next().room();
    }
    return Math.min(wanted, room);
  }

  /** Opens connections for more posts, within the useful number. */
  void prepareRoom(int posts) {
    int more = Math.min(posts, Math.max(AT_FIRST, open.size())) - opening;
    if (more <= 0 || (!open.isEmpty() && System.nanoTime() - notBefore < 0)) {
      return;
    }
    int most = (int) Math.min(settings.connections(), demand.connections() + stuck);
    for (int room = most - open.size() - opening; more > 0 && room > 0; more--, room--) {
      opening++;
      connector.open();
    }
  }

  /** Requests a tick soon, if a push is running. */
  void wake() {
    if (push != null && !push.loop().isOver()) {
      push.loop().wake();
    }
  }

  /** Sends a post as soon as there is a connection for it. */
  void post(Post post) {
    HttpConnection connection = withRoom();
    if (connection == null) {
      waiting.add(post);
      prepareRoom(waiting.size());
    } else {
      send(connection, post);
    }
  }

  /** Wraps a tick, to flush what it has written. */
  Transport.Tick tick(Transport.Tick tick) {
    return () -> {
      demand.beginTurn(System.nanoTime());
      long wait = tick.run();
      flush();
      demand.endTurn(System.nanoTime());
      return wait;
    };
  }

  private void flush() {
    written.forEach(HttpConnection::flush);
    written.clear();
  }

  void opened(HttpConnection connection, Address address) {
    opening--;
    open.put(connection, address);
    hasRoom(connection);
    wake();
  }

  /** Handles a connection that could not be opened: the post that has waited longest fails. */
  void failed(String reason) {
    opening--;
    notBefore = System.nanoTime() + PAUSE_NANOS;
    Post post = waiting.poll();
    if (post != null) {
      answer(post, PostResult.failed(reason));
    }
    prepareRoom(waiting.size());
    wake();
  }

  /** Handles a connection that may have room again. */
  void hasRoom(HttpConnection connection) {
    if (mustMove(connection)) {
      close(connection);
      return;
    }
    if (!connection.isListed()) {
      connection.setListed(true);
      free.addLast(connection);
    }
    serveWaiting();
  }

  /** Removes a connection that has ended or must not be used any more. */
  void remove(HttpConnection connection) {
    if (open.remove(connection) != null) {
      free.remove(connection);
      prepareRoom(waiting.size());
    }
  }

  /** Delivers a response; without a running push, it is dropped. */
  void answered(Post post, PostResult result) {
    demand.answered(System.nanoTime() - post.sinceNanos());
    answer(post, result);
  }

  /** Delivers a result for a post without a response. */
  void answer(Post post, PostResult result) {
    if (push == null || push.loop().isOver()) {
      return;
    }
    PushLoop loop = push.loop();
    try {
      post.answered().accept(result);
    } catch (RuntimeException | Error e) {
      // An error of the push must end the push, not this connection.
      loop.finish(e);
      return;
    }
    loop.wake();
  }

  /** Sends a post over another connection, because the endpoint has not processed it. */
  void move(Post post, String reason) {
    if (post.move()) {
      post(post);
    } else {
      answer(post, PostResult.failed(reason));
    }
  }

  /**
   * Returns whether to close a connection, so that the next one is opened to an address with fewer:
   * a new address, or one that has recovered. One connection moves at a time, which costs little.
   */
  private boolean mustMove(HttpConnection connection) {
    Address address = open.get(connection);
    if (!mayMove || address == null || !connection.isIdle() || !connector.isCrowded(address)) {
      return false;
    }
    mayMove = false;
    return true;
  }

  private void rebalance(long now) {
    connector.refresh();
    // The clock may have gone back after a snapshot was restored.
    if (now - rebalancedAt >= REBALANCE_NANOS || now - rebalancedAt < 0) {
      rebalancedAt = now;
      mayMove = true;
      Set.copyOf(open.keySet()).stream().filter(this::mustMove).findFirst().ifPresent(this::close);
    }
  }

  /** Fails posts that have waited too long, and counts the blocked connections. */
  void sweep(long now) {
    rebalance(now);
    long stuckSince = now - STUCK_NANOS - STUCK_TIMES * demand.fastestNanos();
    stuck = 0;
    for (HttpConnection connection : Set.copyOf(open.keySet())) {
      stuck += connection.sweep(now, stuckSince) ? 1 : 0;
    }
    long longest = settings.answerTimeout().toNanos();
    while (!waiting.isEmpty() && now - waiting.peek().sinceNanos() > longest) {
      answer(waiting.poll(), PostResult.failed("no connection became free"));
    }
    prepareRoom(waiting.size());
    if (stuck > 0) {
      wake();
    }
  }

  private void serveWaiting() {
    if (!waiting.isEmpty()) {
      HttpConnection connection = withRoom();
      for (; connection != null && !waiting.isEmpty(); connection = withRoom()) {
        send(connection, waiting.poll());
      }
      flush();
    }
  }

  private void send(HttpConnection connection, Post post) {
    post.sent(System.nanoTime());
    demand.onWrite();
    connection.send(post);
    if (connection.room() == 0 && free.peekLast() == connection) {
      free.removeLast().setListed(false);
    }
    if (written.isEmpty() || written.get(written.size() - 1) != connection) {
      written.add(connection);
    }
  }

  /**
   * Returns the most recently used connection with room, so that surplus ones become idle; or null.
   */
  private @Nullable HttpConnection withRoom() {
    for (HttpConnection last = free.peekLast(); last != null; last = free.peekLast()) {
      if (last.room() > 0) {
        return last;
      }
      free.removeLast().setListed(false);
    }
    return null;
  }

  private void close(HttpConnection connection) {
    remove(connection);
    connection.close();
  }
}
