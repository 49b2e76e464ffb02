package dev.fanfare.sockets.connect;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.config.Pause;
import dev.fanfare.config.Variables;
import dev.fanfare.sockets.RefusedException;
import dev.fanfare.sockets.UserConnections;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Whether a user may have one more connection. {@code $connect} asks when the connection's row is
 * written, since a ban or other connections of the user may come at the same moment. The last to
 * ask then sees the rows of all: no more than allowed can find that they may stay. A row whose
 * socket has gone without a {@code $disconnect} does not keep its user out.
 */
public final class UserLimits {
  private static final int MAX_PER_USER = 1_000;

  /** Enough for the younger ones to look for sockets that have gone before they give way. */
  private static final int ATTEMPTS = 10;

  private static final long MAX_PAUSE_MILLIS = 100;

  private static final Comparator<Connection> OLDEST_FIRST =
      Comparator.comparingLong(Connection::connectedAt).thenComparing(Connection::id);

  private final UserConnections connections;
  private final int mostPerUser;
  private final GoneConnections gone;
  private final Pause pause;
  private final RandomGenerator random;

  /** With a random generator that is right under SnapStart. */
  public static UserLimits of(
      UserConnections connections, int mostPerUser, GoneConnections gone, Pause pause) {
    return new UserLimits(connections, mostPerUser, gone, pause, new SecureRandom());
  }

  /** What the function's environment says of the limit. */
  public static int mostPerUser(Variables variables) {
    return variables.number("MAX_CONNECTIONS_PER_USER", 1, MAX_PER_USER);
  }

  /**
   * @param mostPerUser connections that one user may have open
   * @param random jitters the pauses; under SnapStart not a seeded one
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
   * Once the connection's row is written. Of too many, the youngest give way, unless they find a
   * row whose socket has gone; the others wait a little for them.
   *
   * @param log takes lines for the operator
   * @throws RefusedException when the connection must not stay: its row is to be taken back
   */
  public void checkAfter(Connection connection, Consumer<String> log) {
    String userId = connection.userId();
    boolean hasLooked = false;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var state = connections.of(userId);
      checkBan(state);
      if (state.open().size() <= mostPerUser) {
        return;
      }
      if (isOneOfTheOldest(connection, state)) {
        pauseALittle();
      } else if (hasLooked || !gone.end(state.open(), log)) {
        throw tooMany(userId);
      } else {
        hasLooked = true;
      }
    }
    throw tooMany(userId);
  }

  private boolean isOneOfTheOldest(Connection connection, UserConnections.State state) {
    return state.open().stream()
        .sorted(OLDEST_FIRST)
        .limit(mostPerUser)
        .anyMatch(connection::equals);
  }

  /**
   * @throws RefusedException when the user is banned
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

  private void pauseALittle() {
    pause.during("connecting", 1 + random.nextLong(MAX_PAUSE_MILLIS));
  }
}
