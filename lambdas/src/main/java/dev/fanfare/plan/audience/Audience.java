package dev.fanfare.plan.audience;

import dev.fanfare.broadcast.Connection;
import java.util.List;

/**
 * The connections a broadcast is meant for, before exclusions. An audience is read in lanes that do
 * not depend on each other, each page by page; where all lanes stand is the planner's cursor.
 */
public interface Audience extends AutoCloseable {

  /** How many lanes there are, maybe none; the same for every call about one broadcast. */
  int lanes();

  /**
   * Reads the next page of a lane. Called for different lanes at the same time.
   *
   * @param position where the lane stands; null at its beginning
   */
  Page read(int lane, String position);

  /** Lets go of what reading on would need; most need nothing. */
  @Override
  default void close() {}

  /**
   * @param connections those that are not dead by their TTL; may be none
   * @param position where the next page begins; null when the lane has ended
   */
  record Page(List<Connection> connections, String position) {}
}
