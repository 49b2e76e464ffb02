package dev.fanfare.prune;

import dev.fanfare.broadcast.Connection;
import java.util.List;

/** What the reducer recorded as stale, to be read page by page. */
public interface StaleRecords {

  /**
   * @param after the last connection id of the page before; null for the first page
   */
  Page read(String broadcastId, int partition, String after);

  /**
   * @param last whether the partition ends with this page
   */
  record Page(List<Connection> connections, boolean last) {}
}
