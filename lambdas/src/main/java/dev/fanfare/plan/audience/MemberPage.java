package dev.fanfare.plan.audience;

import dev.fanfare.broadcast.Connection;
import java.util.List;

/**
 * Members of a channel, a page of one of its partitions.
 *
 * @param members in the order of their connection ids; may be none
 * @param reached the last connection id looked at, whether or not it is among them; null when the
 *     partition has ended
 */
public record MemberPage(List<Member> members, String reached) {

  /** Before any message's position. */
  static final long NOTHING = -1;

  /**
   * @param caughtUpFrom the position in the channel after which it caught up when it joined
   * @param caughtUpTo the position up to which; {@link #NOTHING} when it did not catch up
   */
  public record Member(Connection connection, long caughtUpFrom, long caughtUpTo) {

    /** Whether a message at this position is to be pushed to it, as far as this channel goes. */
    boolean isDue(long messageAt) {
      return messageAt > caughtUpTo;
    }

    /** Whether it gets a message at this position by catching up. */
    boolean isBrought(long messageAt) {
      return messageAt > caughtUpFrom && messageAt <= caughtUpTo;
    }
  }
}
