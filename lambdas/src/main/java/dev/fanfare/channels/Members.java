package dev.fanfare.channels;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the members of a channel, partition by partition and page by page. */
public interface Members {

  /**
   * Reads one page of a partition, ordered by connection id.
   *
   * @param after the position of the previous page; null for the first page
   * @param most the maximum number of members
   */
  Page read(String channel, int partition, @Nullable String after, int most);

  /**
   * @param members may be fewer than requested, or empty, even if more follow
   * @param position the connection id to continue after; null at the end of the partition
   */
  record Page(List<Member> members, @Nullable String position) {}

  /**
   * Counts one page of a partition. The store chooses the page size.
   *
   * @param after the position of the previous page; null for the first page
   */
  Count count(String channel, int partition, @Nullable String after);

  /**
   * @param position the connection id to continue after; null at the end of the partition
   */
  record Count(long members, @Nullable String position) {}
}
