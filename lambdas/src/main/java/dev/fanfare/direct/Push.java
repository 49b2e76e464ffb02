package dev.fanfare.direct;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.push.DirectPush.Pushed;
import dev.fanfare.request.Priority;
import java.time.Duration;
import java.util.List;

/** Posts a message to connections, for at most the given time. */
@FunctionalInterface
public interface Push {
  Pushed push(
      byte[] message,
      List<Connection> connections,
      Priority priority,
      Duration longest,
      LambdaLogger log);
}
