package dev.fanfare.plan;

import java.util.List;

/**
 * How far planning has come: handed out when the planner's time is up, and back in when it is
 * called again.
 *
 * @param attempt the attempt at planning that this cursor belongs to
 * @param stretch how many calls have worked on this attempt
 * @param lanes where each lane of the audience stands
 * @param planned connections in the shards written so far
 * @param shards shards written so far, which is the number of the next one
 */
record PlanCursor(String attempt, int stretch, List<Lane> lanes, long planned, int shards) {

  /**
   * @param position where the lane's next page begins; null at its beginning, and at its end
   * @param ended whether the lane has ended
   */
  record Lane(String position, boolean ended) {
    static final Lane START = new Lane(null, false);
  }
}
