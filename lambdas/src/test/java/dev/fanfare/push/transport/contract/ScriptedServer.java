package dev.fanfare.push.transport.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An HTTP/1.1 endpoint on 127.0.0.1 that follows a test's script exactly, down to the byte and the
 * packet, and records every request. It uses plain blocking sockets with a thread each, so that no
 * library stands between the script and the wire.
 */
final class ScriptedServer implements AutoCloseable {

  /** The action for a connection as soon as it is accepted, before anything is read. */
  @FunctionalInterface
  interface Opening {
    void with(Socket accepted) throws IOException;
  }

  private static final String LOOPBACK = "127.0.0.1";

  private final ServerSocket listening;
  private final Optional<ServerTls> tls;
  private final Map<String, Reply> replies = new ConcurrentHashMap<>();
  private final Queue<Opening> openings = new ConcurrentLinkedQueue<>();
  private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger mostOpen = new AtomicInteger();
  private final AtomicInteger accepted = new AtomicInteger();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            var thread = new Thread(work, "scripted-server");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param receiveBytes the receive buffer of each connection; a small one makes a client notice
   *     early that the server does not read
   */
  private ScriptedServer(Optional<ServerTls> tls, String ip, int port, int receiveBytes) {
    this.tls = tls;
    try {
      listening = new ServerSocket();
      listening.setReuseAddress(true);
      listening.setReceiveBufferSize(receiveBytes);
      listening.bind(new InetSocketAddress(InetAddress.getByName(ip), port), 512);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  static ScriptedServer start(Optional<ServerTls> tls) {
    return new ScriptedServer(tls, LOOPBACK, 0, 64 * 1024);
  }

  /** Starts a server on the address of one that has been closed. */
  static ScriptedServer startAt(int port, Optional<ServerTls> tls) {
    return new ScriptedServer(tls, LOOPBACK, port, 64 * 1024);
  }

  /** Starts a server on another address of this machine. */
  static ScriptedServer startAt(String ip, int port, Optional<ServerTls> tls) {
    return new ScriptedServer(tls, ip, port, 64 * 1024);
  }

  /** Starts a server whose connections accept almost nothing while it does not read. */
  static ScriptedServer startNarrow(Optional<ServerTls> tls) {
    return new ScriptedServer(tls, LOOPBACK, 0, 4 * 1024);
  }

  /** The endpoint for posts: the stage {@code prod}. */
  URI endpoint() {
    return tls.isPresent()
        ? URI.create("https://localhost:%d/prod".formatted(listening.getLocalPort()))
        : URI.create("http://127.0.0.1:%d/prod".formatted(listening.getLocalPort()));
  }

  /** Sets the answer to later posts to a connection; the default is 200. */
  void script(String connectionId, Reply reply) {
    replies.put(connectionId, reply);
  }

  /** Sets the action for the next connection without one. */
  void scriptOpening(Opening opening) {
    openings.add(opening);
  }

  /** Every request whose head arrived completely, in order. */
  List<ReceivedRequest> requests() {
    return List.copyOf(requests);
  }

  List<ReceivedRequest> requestsTo(String connectionId) {
    return requests.stream().filter(request -> request.id().equals(connectionId)).toList();
  }

  /** The number of accepted connections. */
  int connections() {
    return accepted.get();
  }

  /** The number of open connections. */
  int openConnections() {
    return open.size();
  }

  /** The maximum number of connections open at the same time. */
  int mostConnections() {
    return mostOpen.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        int number = accepted.incrementAndGet();
        open.add(socket);
        if (closed.getCount() == 0) {
          // close() no longer sees this connection, and its client would wait for an answer
          // forever.
          socket.close();
          return;
        }
        mostOpen.accumulateAndGet(open.size(), Math::max);
        threads.execute(() -> serve(number, socket));
      }
    } catch (IOException noMore) {
      // The test has ended, and the server accepts no more connections.
    }
  }

  private void serve(int number, Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      Opening opening = openings.poll();
      if (opening != null) {
        opening.with(socket);
      } else {
        converse(
            new ServerConnection(
                number, socket, tls.isPresent() ? tls.get().accept(socket) : socket, closed));
      }
    } catch (IOException clientGone) {
      // A client may disconnect at any time, and many scripts cause it to.
    } finally {
      open.remove(socket);
    }
  }

  private void converse(ServerConnection connection) throws IOException {
    while (!connection.hasEnded()) {
      Optional<ReceivedRequest> request = connection.nextRequest();
      if (request.isEmpty()) {
        return;
      }
      requests.add(request.get());
      replies
          .getOrDefault(request.get().id(), Reply.status(200))
          .to(new Exchange(connection, request.get()));
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      listening.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      threads.shutdownNow();
    }
  }
}
