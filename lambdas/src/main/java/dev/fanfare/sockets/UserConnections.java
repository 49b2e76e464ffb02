package dev.fanfare.sockets;

import dev.fanfare.broadcast.Connection;
import java.util.Optional;
import java.util.stream.Stream;

/** Who has which connections open, as far as the connection table knows. */
interface UserConnections {

  /** A user's connections, read page by page as they are asked for. */
  Stream<Connection> of(String userId);

  /** Whose connection it is. */
  Optional<String> userOf(String connectionId);
}
