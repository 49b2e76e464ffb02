package dev.fanfare.direct;

import dev.fanfare.broadcast.Connection;
import java.util.List;
import java.util.function.Consumer;

/** Ends connections that are gone. */
@FunctionalInterface
public interface Ending {
  void end(List<Connection> connections, Consumer<String> log);
}
