package dev.fanfare.sockets.operators;

import dev.fanfare.config.Pause;
import dev.fanfare.sockets.Ban;
import dev.fanfare.sockets.OpenSockets;
import dev.fanfare.sockets.UserConnections;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;

/**
 * Closes a user's connections and bans the user. It writes the ban first, so that a client that
 * reconnects at once finds it. A client whose {@code $connect} checked for a ban earlier already
 * has a row, but its socket may open later. The ban therefore retries sockets that are not open
 * until every such {@code $connect} must have ended.
 */
public final class UserBan {
  private static final long PAUSE_MILLIS = 500;

  /** API Gateway waits 29 s for the authorizer and 29 s for {@code $connect}. */
  private static final Duration MAX_CONNECT_TIME = Duration.ofMinutes(1);

  private final UserConnections connections;
  private final OpenSockets sockets;
  private final Duration young;
  private final Clock clock;
  private final Pause pause;

  /**
   * @param young longer than {@code $connect} takes from its ban check to the open socket
   */
  public UserBan(
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
   * @param seconds the duration of the ban; 0 closes connections only and leaves an earlier ban
   *     unchanged
   * @return the number of sockets that were open
   */
  int ofUser(String userId, long seconds, String reason) {
    if (seconds > 0) {
      connections.ban(new Ban(userId, clock.instant().getEpochSecond() + seconds, reason));
    }
    return close(userId);
  }

  /** Closes one connection; returns the number of sockets that were open. */
  int ofConnection(String connectionId) {
    return sockets.close(connectionId) ? 1 : 0;
  }

  private int close(String userId) {
    long until = clock.millis() + young.toMillis();
    var left = new ArrayList<>(connections.of(userId).open());
    int closed = 0;
    while (true) {
      long sentAt = clock.millis();
      int before = left.size();
      left.removeIf(connection -> sockets.close(connection.id()));
      closed += before - left.size();
      left.removeIf(connection -> !connection.isYoung(sentAt, MAX_CONNECT_TIME));
      if (left.isEmpty() || sentAt >= until) {
        return closed;
      }
      awaitOpening();
      // Drops connections that were refused or closed by their clients meanwhile.
      left.retainAll(connections.of(userId).open());
    }
  }

  private void awaitOpening() {
    pause.during("closing connections", PAUSE_MILLIS);
  }
}
