package dev.fanfare.plan.audience;

import dev.fanfare.broadcast.Connection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of members from one partition of a channel.
 *
 * @param members in the order of their connection ids; may be empty
 * @param reached the last connection id examined, even if it is not in {@code members}; null when
 *     the partition has ended
 */
public record SubscriptionPage(List<Subscription> members, @Nullable String reached) {

  /** Below every message's position. */
  static final long NOTHING = -1;

  /**
   * A member, with what it got by catching up.
   *
   * @param caughtUpFrom the channel position after which the member caught up when it joined
   * @param caughtUpTo the last position of its catch-up; {@link #NOTHING} if it did not catch up
   */
  public record Subscription(Connection connection, long caughtUpFrom, long caughtUpTo) {

    /** Whether this channel requires a push of a message at this position. */
    boolean isDue(long messageAt) {
      return messageAt > caughtUpTo;
    }

    /** Whether the member gets a message at this position by catching up. */
    boolean isDeliveredByCatchUp(long messageAt) {
      return messageAt > caughtUpFrom && messageAt <= caughtUpTo;
    }
  }
}
