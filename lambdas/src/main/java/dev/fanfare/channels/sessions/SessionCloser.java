package dev.fanfare.channels.sessions;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.fanfare.broadcast.Connection;
import java.util.List;

/**
 * Closes the sessions of connections that have ended: it removes their stored data and logs how
 * long each lasted. Both {@code $disconnect} and the pruning end connections with this class.
 */
public final class SessionCloser {
  private final ConnectionRemover remover;

  public SessionCloser(ConnectionRemover remover) {
    this.remover = remover;
  }

  /**
   * Closes sessions. Closing a session twice is harmless: the second call does nothing.
   *
   * @param endedAt in milliseconds since the epoch
   * @param estimated true if the end was detected later, so that the connection ended before {@code
   *     endedAt}
   * @param log receives log lines for the operator
   */
  public void close(
      List<Connection> connections, long endedAt, boolean estimated, LambdaLogger log) {
    for (Session session : remover.end(connections, endedAt, estimated)) {
      log.log(SessionMetrics.of(session));
    }
  }
}
