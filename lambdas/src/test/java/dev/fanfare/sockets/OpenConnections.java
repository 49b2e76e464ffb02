package dev.fanfare.sockets;

import dev.fanfare.broadcast.Connection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** A user's ban and connections in memory. */
final class OpenConnections implements UserConnections {
  final List<Connection> open = new CopyOnWriteArrayList<>();
  private volatile Optional<Ban> ban = Optional.empty();

  OpenConnections(String userId, int count) {
    IntStream.range(0, count).forEach(i -> open.add(new Connection("old" + i, userId, i)));
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
