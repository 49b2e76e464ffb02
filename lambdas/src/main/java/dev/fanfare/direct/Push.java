package dev.fanfare.direct;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.push.DirectPush.Pushed;
import dev.fanfare.request.Priority;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Posts a message to connections, for at most the given time. */
@FunctionalInterface
public interface Push {
  Pushed push(
      byte[] message,
      List<Connection> connections,
      Priority priority,
      Duration longest,
      Consumer<String> log);
}
