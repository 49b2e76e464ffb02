package dev.fanfare.direct;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.fanfare.broadcast.Connection;
import java.util.List;

/** Ends connections that are gone. */
@FunctionalInterface
public interface Ending {
  void end(List<Connection> connections, LambdaLogger log);
}
