package dev.fanfare.direct;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.request.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the audience of a request into memory, if it is small. */
@FunctionalInterface
public interface AudienceReader {

  /**
   * @param positions the positions of the request's message by channel
   * @param most the maximum number of connections
   * @return empty if the audience has more connections
   */
  Optional<List<Connection>> read(Request request, Map<String, Long> positions, int most);
}
