package dev.fanfare.direct;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.request.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the audience of a request; empty if it has more than {@code most} connections. */
@FunctionalInterface
public interface Members {
  Optional<List<Connection>> read(Request request, Map<String, Long> positions, int most);
}
