package dev.fanfare.local.apigateway.routing;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The connections that are open: accepted, and not yet ended by anybody. */
public final class SocketRegistry {
  private final ConcurrentHashMap<String, SocketConnection> connections = new ConcurrentHashMap<>();

  void add(SocketConnection connection) {
    connections.put(connection.id(), connection);
  }

  public Optional<SocketConnection> find(String id) {
    return Optional.ofNullable(connections.get(id));
  }

  /** Returns true for exactly one of all who remove it: the one who ended it. */
  boolean remove(SocketConnection connection) {
    return connections.remove(connection.id(), connection);
  }

  Collection<SocketConnection> all() {
    return connections.values();
  }

  public int size() {
    return connections.size();
  }
}
