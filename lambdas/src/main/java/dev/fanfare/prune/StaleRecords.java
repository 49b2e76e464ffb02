package dev.fanfare.prune;

import dev.fanfare.broadcast.Connection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the connections that the reducer recorded as stale, page by page. */
public interface StaleRecords {

  /**
   * @param after the last connection id of the previous page; null for the first page
   */
  Page read(String broadcastId, int partition, @Nullable String after);

  /**
   * @param last whether this is the last page of the partition
   */
  record Page(List<Connection> connections, boolean last) {}
}
