package dev.fanfare.plan;

import dev.fanfare.broadcast.Connection;
import java.util.List;

/**
 * Members of a channel, a page of one of its partitions.
 *
 * @param members in the order of their connection ids; may be none
 * @param reached the last connection id looked at, whether or not it is among them; null when the
 *     partition has ended
 */
record MemberPage(List<Member> members, String reached) {

  /** Before any message's position. */
  static final long NOTHING = -1;

  /**
   * @param caughtUpTo the position in the channel of the last message that it got when it joined;
   *     {@link #NOTHING} when it got none
   */
  record Member(Connection connection, long caughtUpTo) {}
}
