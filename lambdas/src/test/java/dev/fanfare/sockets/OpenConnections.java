package dev.fanfare.sockets;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.channels.sessions.ConnectionRemover;
import dev.fanfare.channels.sessions.SessionCloser;
import dev.fanfare.sockets.connect.GoneConnections;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** A user's ban and connections in memory. */
public final class OpenConnections implements UserConnections {
  public final List<Connection> open = new CopyOnWriteArrayList<>();
  private volatile Optional<Ban> ban = Optional.empty();

  public OpenConnections(String userId, int count) {
    IntStream.range(0, count).forEach(i -> open.add(new Connection("old" + i, userId, i)));
  }

  /** Ends the connections that are not open; every row is old. */
  public GoneConnections gone(Predicate<String> isOpen) {
    ConnectionRemover remover =
        (connections, endedAt, estimated) -> {
          open.removeAll(connections);
          return List.of();
        };
    return new GoneConnections(
        isOpen, new SessionCloser(remover), Duration.ofSeconds(15), Actions.CLOCK, new Random(1));
  }

  @Override
  public State of(String userId) {
    return new State(ban, List.copyOf(open));
  }

  @Override
  public void ban(Ban ban) {
    this.ban = Optional.of(ban);
  }
}
