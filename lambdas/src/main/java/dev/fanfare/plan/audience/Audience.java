package dev.fanfare.plan.audience;

import dev.fanfare.broadcast.Connection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connections that a broadcast addresses, before exclusions. An audience is read in independent
 * lanes, each page by page. The positions of all lanes form the planner's cursor.
 */
public interface Audience extends AutoCloseable {

  /** Number of lanes, possibly zero; the same in every call for one broadcast. */
  int lanes();

  /**
   * Reads the next page of a lane. Must support concurrent calls for different lanes.
   *
   * @param position the lane's position; null at its beginning
   */
  Page read(int lane, @Nullable String position);

  /** Releases resources of open reads; the default has none. */
  @Override
  default void close() {}

  /**
   * @param connections the connections of the page without those expired by TTL; may be empty
   * @param position start of the next page; null when the lane has ended
   */
  record Page(List<Connection> connections, @Nullable String position) {}
}
