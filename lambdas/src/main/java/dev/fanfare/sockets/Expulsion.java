package dev.fanfare.sockets;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.config.BatchWrites.Pause;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Closes connections, and keeps their user from coming back. The ban is written first: who connects
 * again as soon as the socket closes finds it there. Who has passed the authorizer before has a row
 * already, or finds the ban when it is written; but its socket may open a moment after it was to be
 * closed, so that the young are closed until they are.
 */
final class Expulsion {
  private static final int ATTEMPTS = 4;
  private static final long PAUSE_MILLIS = 500;

  private final UserConnections connections;
  private final OpenSockets sockets;
  private final Duration young;
  private final Clock clock;
  private final Pause pause;

  /**
   * @param young how long a connection may take to open, the same as for posts
   */
  Expulsion(
      UserConnections connections, OpenSockets sockets, Duration young, Clock clock, Pause pause) {
    this.connections = connections;
    this.sockets = sockets;
    this.young = young;
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * Closes all connections of a user.
   *
   * @param seconds how long the user may not connect; 0 to close only, which leaves an earlier ban
   *     as it is
   * @return how many sockets were open
   */
  int ofUser(String userId, long seconds, String reason) {
    if (seconds > 0) {
      connections.ban(new Ban(userId, clock.instant().getEpochSecond() + seconds, reason));
    }
    return close(connections.of(userId).open());
  }

  /** Closes one connection. */
  int ofConnection(String connectionId) {
    return sockets.close(connectionId) ? 1 : 0;
  }

  private int close(List<Connection> all) {
    var notOpen = new ArrayList<Connection>();
    int closed = 0;
    for (var connection : all) {
      long sentAt = clock.millis();
      if (sockets.close(connection.id())) {
        closed++;
      } else if (connection.isYoung(sentAt, young)) {
        notOpen.add(connection);
      }
    }
    for (int attempt = 1; attempt < ATTEMPTS && !notOpen.isEmpty(); attempt++) {
      pauseForThemToOpen();
      int before = notOpen.size();
      notOpen.removeIf(connection -> sockets.close(connection.id()));
      closed += before - notOpen.size();
    }
    return closed;
  }

  private void pauseForThemToOpen() {
    try {
      pause.of(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while closing connections", e);
    }
  }
}
