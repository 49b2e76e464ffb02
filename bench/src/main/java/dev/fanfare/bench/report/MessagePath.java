package dev.fanfare.bench.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The path of a message to its clients. */
public enum MessagePath {
  /** A broadcast of one shard, pushed by a child execution of a Map Run. */
  MAP_RUN,
  /** A broadcast of one shard, pushed by the execution itself. */
  ONE_SHARD,
  /** A message that the function of a client's action posts directly, without an execution. */
  DIRECT,
  /** A plain loop: one post after another, without a broadcast. */
  PLAIN_LOOP;

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
