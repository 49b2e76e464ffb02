package dev.fanfare.sockets.connect;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.channels.sessions.SessionCloser;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/**
 * Removes connections that closed without a {@code $disconnect}, which API Gateway does not
 * guarantee. Their rows would otherwise count for two hours. It checks only a few connections,
 * because each check uses the account's API quota. It picks them at random, because the oldest may
 * all be open; a retry then checks others.
 */
public final class GoneConnections {
  /** The maximum number of checks per call. */
  static final int MAX_CHECKS = 5;

  private final Predicate<String> isOpen;
  private final SessionCloser sessions;
  private final Duration young;
  private final Clock clock;
  private final Random random;

  /**
   * @param isOpen returns whether API Gateway knows a connection id
   * @param young how long a connection may take to open, the same as for posts
   * @param random picks the connections to check; must not be seeded, because SnapStart copies its
   *     state
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
   * Checks some of a user's connections and removes the closed ones.
   *
   * @param log receives log lines for the operator
   * @return whether at least one was closed
   */
  boolean end(List<Connection> all, LambdaLogger log) {
    long now = clock.millis();
    var old = new ArrayList<>(all);
    old.removeIf(connection -> connection.isYoung(now, young));
    Collections.shuffle(old, random);
    var gone = old.stream().limit(MAX_CHECKS).filter(each -> hasGone(each, log)).toList();
    if (!gone.isEmpty()) {
      sessions.close(gone, now, true, log);
    }
    return !gone.isEmpty();
  }

  /** A failed check is no evidence: the connection counts as open. */
  private boolean hasGone(Connection connection, LambdaLogger log) {
    try {
      return !isOpen.test(connection.id());
    } catch (RuntimeException e) {
      log.log(
          "cannot check whether connection " + connection.id() + " is open: " + e.getMessage(),
          LogLevel.WARN);
      return false;
    }
  }
}
