package dev.fanfare.prune;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.channels.Departures;
import dev.fanfare.channels.PresenceNotices;
import dev.fanfare.channels.SessionMetrics;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Ends connections as {@code $disconnect} would have done, many at once. Nobody told when they
 * ended; so the time of pruning stands for it, marked as estimated.
 */
public final class ConcurrentDepartures implements DoomedRows {
  private final Departures departures;
  private final PresenceNotices notices;
  private final Clock clock;
  private final Executor executor;

  /**
   * @param executor ends the connections of a page; as many threads as calls to make at once
   */
  public ConcurrentDepartures(
      Departures departures, PresenceNotices notices, Clock clock, Executor executor) {
    this.departures = departures;
    this.notices = notices;
    this.clock = clock;
    this.executor = executor;
  }

  @Override
  public void delete(List<Connection> connections, Consumer<String> log) {
    long now = clock.millis();
    var ends =
        connections.stream()
            .map(each -> CompletableFuture.runAsync(() -> end(each, now, log), executor))
            .toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(ends).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void end(Connection connection, long now, Consumer<String> log) {
    departures
        .end(connection, now, true)
        .ifPresent(
            session -> {
              log.accept(SessionMetrics.of(session));
              notices.left(session.connection(), session.channels(), session.endedAt(), log);
            });
  }
}
