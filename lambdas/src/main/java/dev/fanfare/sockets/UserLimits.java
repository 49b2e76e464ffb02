package dev.fanfare.sockets;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.config.BatchWrites.Pause;
import dev.fanfare.sockets.identity.Bans;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Whether a user may have one more connection. It is asked before the connection's row is written,
 * so that most are refused without a trace; and again when the row stands there, since other
 * connections of the user's may come at the same moment, and so may a ban. Whoever asks last then
 * sees the rows of all: no more than allowed can find that they may stay.
 */
final class UserLimits {
  private static final int ATTEMPTS = 6;
  private static final long LONGEST_PAUSE_MILLIS = 100;

  private static final Comparator<Connection> OLDEST_FIRST =
      Comparator.comparingLong(Connection::connectedAt).thenComparing(Connection::id);

  private final UserConnections connections;
  private final Bans bans;
  private final int mostPerUser;
  private final Clock clock;
  private final Pause pause;
  private final RandomGenerator random;

  /**
   * @param mostPerUser connections that one user may have open
   * @param random jitters the pauses; under SnapStart not a seeded one
   */
  UserLimits(
      UserConnections connections,
      Bans bans,
      int mostPerUser,
      Clock clock,
      Pause pause,
      RandomGenerator random) {
    this.connections = connections;
    this.bans = bans;
    this.mostPerUser = mostPerUser;
    this.clock = clock;
    this.pause = pause;
    this.random = random;
  }

  /**
   * @throws RefusedException when the user has as many connections as allowed
   */
  void checkBefore(Client client) {
    if (connections.of(client.userId()).limit(mostPerUser).count() >= mostPerUser) {
      throw tooMany(client);
    }
  }

  /**
   * Once the connection's row is written. Of too many, the youngest give way at once; the others
   * wait a little for them.
   *
   * @throws RefusedException when the connection must not stay: its row is to be taken back
   */
  void checkAfter(Client client) {
    checkBan(client);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<Connection> open = connections.of(client.userId()).sorted(OLDEST_FIRST).toList();
      if (open.size() <= mostPerUser) {
        return;
      }
      if (!open.subList(0, mostPerUser).contains(client.connection())) {
        throw tooMany(client);
      }
      pauseALittle();
    }
    throw tooMany(client);
  }

  private void checkBan(Client client) {
    long now = clock.instant().getEpochSecond();
    bans.of(client.userId())
        .filter(ban -> ban.until() > now)
        .ifPresent(
            ban -> {
              throw new RefusedException(
                  RefusedException.NOT_ALLOWED,
                  "user_id",
                  client.userId(),
                  "is banned until " + Instant.ofEpochSecond(ban.until()));
            });
  }

  private RefusedException tooMany(Client client) {
    return new RefusedException(
        RefusedException.TOO_MANY,
        "user_id",
        client.userId(),
        "a user may have at most " + mostPerUser + " connections");
  }

  private void pauseALittle() {
    try {
      pause.of(1 + random.nextLong(LONGEST_PAUSE_MILLIS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while connecting", e);
    }
  }
}
