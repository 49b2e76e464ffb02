package dev.fanfare.channels;

import java.util.List;

/** Who is in a channel, partition by partition and page by page. */
public interface Members {

  /**
   * One page of a partition, ordered by connection id.
   *
   * @param after the position of the page before; null for the first
   * @param most members it may hold
   */
  Page read(String channel, int partition, String after, int most);

  /**
   * @param members perhaps fewer than asked for, or none, though more follow
   * @param position the connection id to go on after; null when the partition ends here
   */
  record Page(List<Member> members, String position) {}

  /** Counts one page of a partition; a page is as long as the store likes. */
  Count count(String channel, int partition, String after);

  /**
   * @param position as of a page
   */
  record Count(long members, String position) {}
}
