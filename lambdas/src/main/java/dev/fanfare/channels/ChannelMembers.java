package dev.fanfare.channels;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The connections in a channel: the read side of memberships. */
public interface ChannelMembers {

  /**
   * A connection that is a member of a channel.
   *
   * @param joinedAt in milliseconds since the epoch
   */
  record Member(String userId, String connectionId, long joinedAt) {}

  /** Whether the connection is a member, and may therefore send to the channel and read it. */
  boolean contains(String channel, String connectionId, Instant at);

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
