package dev.fanfare.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * That a function has begun to post a broadcast itself: what is left to plan lies in the bucket as
 * one shard, and the books begin with what it has settled.
 *
 * @param planned connections of the whole broadcast
 * @param settled for the reducer
 */
record HandedOver(long planned, JsonNode settled) {
  static final String FIELD = "handedOver";

  /** What the shard is numbered by among those that rounds have missed. */
  static final int ROUND = 0;

  static Optional<HandedOver> in(JsonNode input) {
    JsonNode given = input.path(FIELD);
    return given.isObject()
        ? Optional.of(new HandedOver(given.path("planned").asLong(), given.get("settled")))
        : Optional.empty();
  }
}
