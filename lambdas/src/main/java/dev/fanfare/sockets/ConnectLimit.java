package dev.fanfare.sockets;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.messages.ClientBudget;
import dev.fanfare.messages.Spender;
import dev.fanfare.sockets.identity.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How often a user may connect in a minute, reconnects included. It takes no write: the connects of
 * the last minute are open connections that are young, and sessions that have begun and ended
 * since. Anonymous clients have no user to look up, so they are charged by the address that they
 * come from.
 */
final class ConnectLimit {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final EndedSessions sessions;
  private final ClientBudget sources;
  private final int perUser;
  private final Clock clock;

  /**
   * @param sources the budget of connects by source address
   * @param perUser connects of one user in a minute
   */
  ConnectLimit(EndedSessions sessions, ClientBudget sources, int perUser, Clock clock) {
    this.sessions = sessions;
    this.sources = sources;
    this.perUser = perUser;
    this.clock = clock;
  }

  /**
   * @param open the user's connections
   * @param sourceIp where the client connects from; null when it is not known
   * @throws RefusedException when it must wait
   */
  void check(String userId, List<Connection> open, String sourceIp) {
    if (UserId.isAnonymous(userId)) {
      var wait = sources.take(Spender.source(sourceIp), 1, clock.instant());
      if (!wait.isZero()) {
        int most = sources.most(Spender.source(sourceIp));
        throw refusal("source address", "" + sourceIp, most, wait.toMillis());
      }
      return;
    }
    long wait = waitOfUser(userId, open);
    if (wait > 0) {
      throw refusal("user_id", userId, perUser, wait);
    }
  }

  /** Milliseconds until so many connects are a minute old that another one may follow. */
  private long waitOfUser(String userId, List<Connection> open) {
    var now = clock.instant();
    var since = now.minus(MINUTE);
    var connects =
        Stream.concat(open.stream(), sessions.begunSince(userId, since).stream())
            // One that ends just now is among both.
            .collect(Collectors.toMap(Connection::id, Connection::connectedAt, Math::max))
            .values()
            .stream()
            .filter(at -> at > since.toEpochMilli())
            .sorted()
            .toList();
    return connects.size() < perUser
        ? 0
        : connects.get(connects.size() - perUser) - since.toEpochMilli();
  }

  private static RefusedException refusal(String field, String value, int most, long wait) {
    long millis = Math.max(1, wait);
    return new RefusedException(
            RefusedException.SLOW_DOWN,
            field,
            value,
            "may connect at most %d times a minute, and the next time in %d ms"
                .formatted(most, millis))
        .retryAfter(millis);
  }
}
