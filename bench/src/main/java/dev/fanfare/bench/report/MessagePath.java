package dev.fanfare.bench.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a message comes to a crowd. */
public enum Way {
  /** A broadcast whose one shard is pushed by a Map Run's child, as any shard is. */
  MAP_RUN,
  /** A broadcast whose one shard is pushed by the execution itself. */
  ONE_SHARD,
  /** No execution: the function that takes it from the queue posts it, as a presence notice. */
  DIRECT,
  /** No broadcast: one post after another. */
  PLAIN_LOOP;

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
