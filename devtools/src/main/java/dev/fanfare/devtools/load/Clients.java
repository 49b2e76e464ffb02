package dev.fanfare.devtools.load;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** A crowd of WebSocket clients, wherever their sockets live. */
public interface Clients extends AutoCloseable {

  /**
   * Connects one client per user, in order; a user may be listed more than once. The clients join
   * those connected before.
   *
   * @param endpoint a {@code ws:} URL; {@code user_id=<user>} is added to its query
   * @return completes when every handshake has succeeded or finally failed; completes exceptionally
   *     only when the clients cannot be made at all
   */
  CompletableFuture<ConnectReport> connect(URI endpoint, List<String> users, ConnectPace pace);

  /**
   * Resets the TCP connections of the first clients that are connected, without a close frame, as a
   * phone does that loses its network.
   *
   * @return how many vanished, fewer than asked for when fewer are connected
   */
  int vanish(int count);

  /** The sums of this moment. */
  Totals totals();

  /**
   * Waits until the sums fulfil the condition.
   *
   * @return whether they did so within the time
   */
  boolean await(Predicate<Totals> condition, Duration timeout);

  /** Every client, in the order of connecting. */
  List<ClientSnapshot> snapshot();

  /** Closes every socket with a close frame and lets go of threads and children. */
  @Override
  void close();
}
