package dev.fanfare.prune;

import dev.fanfare.broadcast.Connection;
import java.util.List;

/**
 * The rows that pruning deletes. Connection ids are never reused, so a delete cannot hit the
 * living.
 */
interface DoomedRows {
  void delete(List<Connection> connections);
}
