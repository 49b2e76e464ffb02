package dev.fanfare.channels.sessions;

import dev.fanfare.broadcast.Connection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Closes the sessions of connections that have ended: removes what is stored of them and logs how
 * long each lasted. The one way to end a connection, for {@code $disconnect} and for pruning.
 */
public final class SessionCloser {
  private final ConnectionRemover remover;

  public SessionCloser(ConnectionRemover remover) {
    this.remover = remover;
  }

  /**
   * Closing a session twice is harmless: the second time nothing is left to be done.
   *
   * @param endedAt in milliseconds since the epoch
   * @param estimated whether the end was found out later, so that it was before {@code endedAt}
   * @param log takes lines for the operator
   */
  public void close(
      List<Connection> connections, long endedAt, boolean estimated, Consumer<String> log) {
    for (Session session : remover.end(connections, endedAt, estimated)) {
      log.accept(SessionMetrics.of(session));
    }
  }
}
