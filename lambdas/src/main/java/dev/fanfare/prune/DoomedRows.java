package dev.fanfare.prune;

import dev.fanfare.broadcast.Connection;
import java.util.List;
import java.util.function.Consumer;

/**
 * The rows that pruning deletes. Connection ids are never reused, so a delete cannot hit the
 * living.
 */
public interface DoomedRows {

  /**
   * @param log takes lines for the operator
   */
  void delete(List<Connection> connections, Consumer<String> log);
}
