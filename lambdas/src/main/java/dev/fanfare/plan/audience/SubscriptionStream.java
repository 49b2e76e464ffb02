package dev.fanfare.plan.audience;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.plan.audience.SubscriptionPage.Subscription;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One partition of one channel from a connection id on; keeps one page in memory. */
final class SubscriptionStream {
  private final Function<@Nullable String, SubscriptionPage> source;
  private final OptionalLong messageAt;
  private final Deque<Subscription> page = new ArrayDeque<>();
  private @Nullable String reached;
  private boolean ended;

  /**
   * @param source reads the page of the partition after a connection id; null at the beginning
   * @param messageAt the position of the broadcast's message in the channel, if it has one
   * @param after the connection id after which the stream begins; null for the beginning
   */
  SubscriptionStream(
      Function<@Nullable String, SubscriptionPage> source,
      OptionalLong messageAt,
      @Nullable String after) {
    this.source = source;
    this.messageAt = messageAt;
    this.reached = after;
  }

  /** Reads the next page if nothing is known after this connection id. */
  void readNextPage(@Nullable String after) {
    if (!ended && Objects.equals(reached, after)) {
      SubscriptionPage next = source.apply(after);
      page.addAll(next.members());
      reached = next.reached();
      ended = reached == null;
    }
  }

  boolean hasEnded() {
    return ended;
  }

  /**
   * The connection id up to which all members are known; null if the stream has ended and all are
   * known.
   */
  @Nullable String reached() {
    return reached;
  }

  /**
   * Removes the members up to a connection id.
   *
   * @param last the last connection id; null for all members
   * @param due receives the members that the message must be pushed to
   * @param delivered receives the members that get the message by catching up in this channel
   */
  void take(@Nullable String last, Consumer<Connection> due, Consumer<Connection> delivered) {
    while (!page.isEmpty() && isUpTo(last, page.peek())) {
      Subscription member = page.remove();
      if (messageAt.isEmpty() || member.isDue(messageAt.getAsLong())) {
        due.accept(member.connection());
      } else if (member.isDeliveredByCatchUp(messageAt.getAsLong())) {
        delivered.accept(member.connection());
      }
    }
  }

  private static boolean isUpTo(@Nullable String last, Subscription member) {
    return last == null || ChannelLane.ID_ORDER.compare(member.connection().id(), last) <= 0;
  }
}
