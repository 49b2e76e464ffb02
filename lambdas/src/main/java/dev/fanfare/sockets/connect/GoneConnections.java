package dev.fanfare.sockets.connect;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.channels.sessions.SessionCloser;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Ends connections that have gone without a {@code $disconnect}, which API Gateway does not
 * promise: else their rows count for two hours. It looks at few, since each look is a call of the
 * account's quota, and at any, since the oldest may all be open: who tries again has others looked
 * at.
 */
public final class GoneConnections {
  /** Looks in one call. */
  static final int MAX_LOOKS = 5;

  private final Predicate<String> isOpen;
  private final SessionCloser sessions;
  private final Duration young;
  private final Clock clock;
  private final Random random;

  /**
   * @param isOpen whether API Gateway knows a connection; asked by its id
   * @param young how long a connection may take to open, the same as for posts
   * @param random chooses where to look; under SnapStart not a seeded one
   */
  public GoneConnections(
      Predicate<String> isOpen,
      SessionCloser sessions,
      Duration young,
      Clock clock,
      Random random) {
    this.isOpen = isOpen;
    this.sessions = sessions;
    this.young = young;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Looks at some of a user's connections, and ends those that have gone.
   *
   * @param log takes lines for the operator
   * @return whether one has gone
   */
  boolean end(List<Connection> all, Consumer<String> log) {
    long now = clock.millis();
    var old = new ArrayList<>(all);
    old.removeIf(connection -> connection.isYoung(now, young));
    Collections.shuffle(old, random);
    var gone = old.stream().limit(MAX_LOOKS).filter(each -> hasGone(each, log)).toList();
    if (!gone.isEmpty()) {
      sessions.close(gone, now, true, log);
    }
    return !gone.isEmpty();
  }

  /** What API Gateway does not answer says nothing: the connection counts as open. */
  private boolean hasGone(Connection connection, Consumer<String> log) {
    try {
      return !isOpen.test(connection.id());
    } catch (RuntimeException e) {
      log.accept("WARN connection " + connection.id() + " cannot be looked at: " + e.getMessage());
      return false;
    }
  }
}
