package dev.fanfare.sockets;

import java.util.Optional;
import java.util.stream.Stream;

/** Who has which connections open, as far as the connection table knows. */
interface UserConnections {

  /** The ids of a user's connections, read page by page as they are asked for. */
  Stream<String> of(String userId);

  /** Whose connection it is. */
  Optional<String> userOf(String connectionId);
}
