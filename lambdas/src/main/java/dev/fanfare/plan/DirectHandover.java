package dev.fanfare.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A broadcast that a function started to post itself and handed over. The remaining connections are
 * in the bucket as one shard, and the books start with what the function settled.
 *
 * @param planned connections of the whole broadcast
 * @param settled state for the reducer
 */
record DirectHandover(long planned, JsonNode settled) {
  static final String FIELD = "handedOver";

  /** The round whose missed connections the shard contains. */
  static final int ROUND = 0;

  static Optional<DirectHandover> in(JsonNode input) {
    JsonNode given = input.path(FIELD);
    return given.isObject()
        ? Optional.of(new DirectHandover(given.path("planned").asLong(), given.get("settled")))
        : Optional.empty();
  }
}
