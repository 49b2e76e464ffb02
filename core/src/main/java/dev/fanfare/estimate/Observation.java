package dev.fanfare.estimate;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * The measurements of one broadcast that later estimates use. Its JSON is one flat object.
 *
 * @param planned number of connections
 * @param shards number of shards
 */
public record Observation(
    String broadcastId,
    long planned,
    long shards,
    @JsonUnwrapped Posts posts,
    @JsonUnwrapped Times times) {

  /**
   * @param pace allowed posts per second, before the deduction for permits
   * @param underWay maximum number of concurrent posts of all pushers
   * @param latencyMicros median post latency, in microseconds
   */
  public record Posts(double pace, long underWay, long latencyMicros) {}

  /** Durations in milliseconds, as in {@link Steps}. */
  public record Times(long plan, long push, long reduce) {

    /** The report's {@code tookMillis}. */
    public long reported() {
      return plan + push + reduce;
    }
  }
}
