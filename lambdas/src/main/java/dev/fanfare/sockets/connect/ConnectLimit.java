package dev.fanfare.sockets.connect;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.messages.BudgetOwner;
import dev.fanfare.messages.ClientBudget;
import dev.fanfare.sockets.RefusedException;
import dev.fanfare.sockets.identity.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Limits how often a user may connect per minute. The check needs no write: it counts the sessions
 * that began and ended within the last minute. Open connections have a separate limit, so the
 * connects of a minute cannot exceed the sum of both limits. Anonymous clients have no stable user
 * id, so they are charged by source address.
 */
public final class ConnectLimit {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** The number of remembered refusals, which take a few hundred kilobytes. */
  private static final int REMEMBERED = 1_000;

  private final EndedSessions sessions;
  private final ClientBudget sources;
  private final int perUser;
  private final Clock clock;

  /** The users and addresses that this process has recently refused, with the end of each wait. */
  private final Map<BudgetOwner, Instant> refusedUntil =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<BudgetOwner, Instant> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * @param sources the budget of connects by source address
   * @param perUser connects per user and minute
   */
  public ConnectLimit(EndedSessions sessions, ClientBudget sources, int perUser, Clock clock) {
    this.sessions = sessions;
    this.sources = sources;
    this.perUser = perUser;
    this.clock = clock;
  }

  /**
   * Returns whether an earlier refusal's wait has not ended yet.
   *
   * @param sourceIp the client's address; null if unknown
   */
  boolean isStillRefused(String userId, @Nullable String sourceIp) {
    var until = refusedUntil.get(owner(userId, sourceIp));
    return until != null && clock.instant().isBefore(until);
  }

  /**
   * @param sourceIp the client's address; null if unknown
   * @throws RefusedException if the client must wait
   */
  void check(String userId, @Nullable String sourceIp) {
    BudgetOwner owner = owner(userId, sourceIp);
    if (owner.isSource()) {
      var wait = sources.take(owner, 1, clock.instant());
      if (!wait.isZero()) {
        remember(owner, wait.toMillis());
        int most = sources.most(owner);
        throw refusal("source address", "" + sourceIp, most, wait.toMillis());
      }
      return;
    }
    long wait = waitOfUser(userId);
    if (wait > 0) {
      remember(owner, wait);
      throw refusal("user_id", userId, perUser, wait);
    }
  }

  private void remember(BudgetOwner owner, long wait) {
    // Removes the entry first, so that it moves to the end and the oldest refusal is evicted
    // first.
    refusedUntil.remove(owner);
    refusedUntil.put(owner, clock.instant().plusMillis(wait));
  }

  private static BudgetOwner owner(String userId, @Nullable String sourceIp) {
    return UserId.isAnonymous(userId) ? BudgetOwner.source(sourceIp) : BudgetOwner.user(userId);
  }

  /**
   * Returns the milliseconds until enough connects are older than a minute; 0 if there is no wait.
   */
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
            "may connect at most %d times a minute; the next time in %d ms".formatted(most, millis))
        .retryAfter(millis);
  }
}
