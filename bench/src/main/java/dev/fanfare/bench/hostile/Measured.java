package dev.fanfare.bench.hostile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.text.Json;
import java.util.Locale;

/**
 * One figure beside its bound.
 *
 * @param bound the most that it may be; {@link #NONE} where nothing bounds it
 */
record Measured(String name, long value, long bound) {
  private static final long NONE = -1;

  static Measured free(String name, long value) {
    return new Measured(name, value, NONE);
  }

  boolean isWithin() {
    return bound == NONE || value <= bound;
  }

  String line() {
    String most = bound == NONE ? "" : String.format(Locale.ROOT, "%,d", bound);
    return String.format(
            Locale.ROOT, "  %-20s%,14d%18s%s", name, value, most, isWithin() ? "" : "  BEYOND")
        .stripTrailing();
  }

  ObjectNode json() {
    var json = Json.MAPPER.createObjectNode().put("caused", value);
    return bound == NONE ? json : json.put("atMost", bound);
  }
}
