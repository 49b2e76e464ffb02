package dev.fanfare.sockets;

import dev.fanfare.sockets.identity.Ban;
import dev.fanfare.sockets.identity.Bans;
import java.time.Clock;
import java.util.stream.Stream;

/**
 * Closes connections, and keeps their user from coming back. The ban is written first: who connects
 * again as soon as the socket closes finds it there.
 */
final class Expulsion {
  private final Bans bans;
  private final UserConnections connections;
  private final OpenSockets sockets;
  private final Clock clock;

  Expulsion(Bans bans, UserConnections connections, OpenSockets sockets, Clock clock) {
    this.bans = bans;
    this.connections = connections;
    this.sockets = sockets;
    this.clock = clock;
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
      bans.put(new Ban(userId, clock.instant().getEpochSecond() + seconds, reason));
    }
    return close(connections.of(userId));
  }

  /** Closes one connection. */
  int ofConnection(String connectionId) {
    return close(Stream.of(connectionId));
  }

  private int close(Stream<String> connectionIds) {
    return (int) connectionIds.filter(sockets::close).count();
  }
}
