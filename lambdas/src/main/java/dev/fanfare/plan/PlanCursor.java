package dev.fanfare.plan;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The progress of planning: returned when the planner runs out of time, and passed in again with
 * the next invocation.
 *
 * @param attempt the planning attempt that this cursor belongs to
 * @param invocation number of invocations that have worked on this attempt; an execution that was
 *     in flight at an upgrade still has it as {@code stretch}
 * @param lanes the position of each lane of the audience
 * @param planned connections in the shards written so far
 * @param shards shards written so far, which is the number of the next one
 */
record PlanCursor(
    String attempt,
    @JsonAlias("stretch") int invocation,
    List<Lane> lanes,
    long planned,
    int shards) {

  /**
   * @param position start of the lane's next page; null at the beginning and at the end
   * @param ended whether the lane has ended
   */
  record Lane(@Nullable String position, boolean ended) {
    static final Lane START = new Lane(null, false);
  }
}
