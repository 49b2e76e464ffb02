package dev.fanfare.sockets.connect;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.messages.ClientBudget;
import dev.fanfare.messages.Spender;
import dev.fanfare.sockets.RefusedException;
import dev.fanfare.sockets.identity.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often a user may connect in a minute. It takes no write: what counts are the sessions that
 * have begun and ended within the last minute. The connections that are still open have a limit of
 * their own, so no minute sees more connects than both limits together. Anonymous clients have no
 * user to look up, so they are charged by the address that they come from.
 */
public final class ConnectLimit {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Refusals that are remembered; a few hundred kilobytes. */
  private static final int REMEMBERED = 1_000;

  private final EndedSessions sessions;
  private final ClientBudget sources;
  private final int perUser;
  private final Clock clock;

  /** The users and addresses that this process has refused lately, and until when. */
  private final Map<Spender, Instant> refusedUntil =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Spender, Instant> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * @param sources the budget of connects by source address
   * @param perUser connects of one user in a minute
   */
  public ConnectLimit(EndedSessions sessions, ClientBudget sources, int perUser, Clock clock) {
    this.sessions = sessions;
    this.sources = sources;
    this.perUser = perUser;
    this.clock = clock;
  }

  /** Whether the client has been refused and its wait is not over. */
  boolean mustStillWait(String userId, String sourceIp) {
    var until = refusedUntil.get(spender(userId, sourceIp));
    return until != null && clock.instant().isBefore(until);
  }

  /**
   * @param sourceIp where the client connects from; null when it is not known
   * @throws RefusedException when it must wait
   */
  void check(String userId, String sourceIp) {
    Spender spender = spender(userId, sourceIp);
    if (spender.isSource()) {
      var wait = sources.take(spender, 1, clock.instant());
      if (!wait.isZero()) {
        remember(spender, wait.toMillis());
        int most = sources.most(spender);
        throw refusal("source address", "" + sourceIp, most, wait.toMillis());
      }
      return;
    }
    long wait = waitOfUser(userId);
    if (wait > 0) {
      remember(spender, wait);
      throw refusal("user_id", userId, perUser, wait);
    }
  }

  private void remember(Spender spender, long wait) {
    // Removed first, so that it moves to the end and the oldest refusal is forgotten first.
    refusedUntil.remove(spender);
    refusedUntil.put(spender, clock.instant().plusMillis(wait));
  }

  private static Spender spender(String userId, String sourceIp) {
    return UserId.isAnonymous(userId) ? Spender.source(sourceIp) : Spender.user(userId);
  }

  /** Milliseconds until so many connects are a minute old that another one may follow. */
  private long waitOfUser(String userId) {
    var since = clock.instant().minus(MINUTE);
    var connects =
        sessions.begunSince(userId, since).stream().map(Connection::connectedAt).sorted().toList();
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
