package dev.fanfare.devtools.load;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** A group of WebSocket clients, in this process or in child processes. */
public interface Clients extends AutoCloseable {

  /**
   * Connects one client per user, in order, in addition to those that are already connected. A user
   * may be listed more than once.
   *
   * @param endpoint a {@code ws:} URL; {@code user_id=<user>} is added to its query
   * @return completes when every handshake has succeeded or failed for good; completes
   *     exceptionally only if the clients cannot be created
   */
  CompletableFuture<ConnectReport> connect(URI endpoint, List<String> users, ConnectPace pace);

  /**
   * Resets the TCP connections of the first connected clients without a close frame, like a phone
   * that loses its network.
   *
   * @return number of clients that vanished; fewer than {@code count} if fewer are connected
   */
  int vanish(int count);

  /** Returns the current sums. */
  Totals totals();

  /**
   * Waits until the sums meet a condition.
   *
   * @return whether they met it within the timeout
   */
  boolean await(Predicate<Totals> condition, Duration timeout);

  /** Returns all clients, in the order of connecting. */
  List<ClientSnapshot> snapshot();

  /** Closes all sockets with a close frame, and ends threads and child processes. */
  @Override
  void close();
}
