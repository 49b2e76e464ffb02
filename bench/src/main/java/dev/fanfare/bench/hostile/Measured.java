package dev.fanfare.bench.hostile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.text.Json;
import java.util.Locale;

/**
 * A measured value with its bound.
 *
 * @param bound maximum; {@link #NONE} if there is none
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
    String max = bound == NONE ? "" : String.format(Locale.ROOT, "%,d", bound);
    return String.format(
            Locale.ROOT, "  %-20s%,14d%18s%s", name, value, max, isWithin() ? "" : "  EXCEEDED")
        .stripTrailing();
  }

  ObjectNode json() {
    var json = Json.MAPPER.createObjectNode().put("caused", value);
    return bound == NONE ? json : json.put("atMost", bound);
  }
}
