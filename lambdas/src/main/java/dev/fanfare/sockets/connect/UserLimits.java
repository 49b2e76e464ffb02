package dev.fanfare.sockets.connect;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.config.Pause;
import dev.fanfare.config.Variables;
import dev.fanfare.sockets.RefusedException;
import dev.fanfare.sockets.UserConnections;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Comparator;
import java.util.random.RandomGenerator;

/**
 * Checks whether a user may have one more connection. {@code $connect} checks after it writes the
 * connection's row, because a ban or other connections of the user may arrive at the same moment.
 * The last check then sees all rows, so no more connections than allowed can pass. A row whose
 * socket closed without a {@code $disconnect} does not lock the user out.
 */
public final class UserLimits {
  private static final int MAX_PER_USER = 1_000;

  /** Enough attempts for younger connections to look for closed sockets before they are refused. */
  private static final int ATTEMPTS = 10;

  private static final long MAX_PAUSE_MILLIS = 100;

  private static final Comparator<Connection> OLDEST_FIRST =
      Comparator.comparingLong(Connection::connectedAt).thenComparing(Connection::id);

  private final UserConnections connections;
  private final int mostPerUser;
  private final GoneConnections gone;
  private final Pause pause;
  private final RandomGenerator random;

  /** Uses a random generator that is safe under SnapStart. */
  public static UserLimits of(
      UserConnections connections, int mostPerUser, GoneConnections gone, Pause pause) {
    return new UserLimits(connections, mostPerUser, gone, pause, new SecureRandom());
  }

  /** Reads the limit from the function's environment. */
  public static int mostPerUser(Variables variables) {
    return variables.number("MAX_CONNECTIONS_PER_USER", 1, MAX_PER_USER);
  }

  /**
   * @param mostPerUser the maximum number of open connections per user
   * @param random adds jitter to the pauses; must not be seeded, because SnapStart copies its state
   */
  public UserLimits(
      UserConnections connections,
      int mostPerUser,
      GoneConnections gone,
      Pause pause,
      RandomGenerator random) {
    this.connections = connections;
    this.mostPerUser = mostPerUser;
    this.gone = gone;
    this.pause = pause;
    this.random = random;
  }

  /**
   * Checks the limit after the connection's row is written. If there are too many connections, the
   * youngest are refused, unless they find a row with a closed socket. The older ones pause briefly
   * and check again.
   *
   * @param log receives log lines for the operator
   * @throws RefusedException if the connection must not stay; the caller then removes its row
   */
  public void checkAfter(Connection connection, LambdaLogger log) {
    String userId = connection.userId();
    boolean hasChecked = false;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var state = connections.of(userId);
      checkBan(state);
      if (state.open().size() <= mostPerUser) {
        return;
      }
      if (isAmongOldest(connection, state)) {
        pauseBriefly();
      } else if (hasChecked || !gone.end(state.open(), log)) {
        throw tooMany(userId);
      } else {
        hasChecked = true;
      }
    }
    throw tooMany(userId);
  }

  private boolean isAmongOldest(Connection connection, UserConnections.State state) {
    return state.open().stream()
        .sorted(OLDEST_FIRST)
        .limit(mostPerUser)
        .anyMatch(connection::equals);
  }

  /**
   * @throws RefusedException if the user is banned
   */
  private static void checkBan(UserConnections.State state) {
    state
        .ban()
        .ifPresent(
            ban -> {
              throw new RefusedException(
                  RefusedException.NOT_ALLOWED,
                  "user_id",
                  ban.userId(),
                  "is banned until " + Instant.ofEpochSecond(ban.until()));
            });
  }

  private RefusedException tooMany(String userId) {
    return new RefusedException(
        RefusedException.TOO_MANY,
        "user_id",
        userId,
        "a user may have at most " + mostPerUser + " connections");
  }

  private void pauseBriefly() {
    pause.during("connecting", 1 + random.nextLong(MAX_PAUSE_MILLIS));
  }
}
