package dev.fanfare.sockets;

import dev.fanfare.broadcast.Connection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A user's connections in memory. */
final class OpenConnections implements UserConnections {
  final List<Connection> open = new CopyOnWriteArrayList<>();

  OpenConnections(String userId, int count) {
    IntStream.range(0, count).forEach(i -> open.add(new Connection("old" + i, userId, i)));
  }

  @Override
  public Stream<Connection> of(String userId) {
    return List.copyOf(open).stream();
  }

  @Override
  public Optional<String> userOf(String connectionId) {
    throw new AssertionError("nobody asks for it");
  }
}
