package dev.fanfare.plan.audience;

import dev.fanfare.tables.SubscriptionRow;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The members of channels, each connection once. Each lane merges the partitions with the same
 * number of all channels. A position is the last connection id.
 */
final class ChannelsAudience implements Audience {

  /**
   * Maximum rows in memory per lane, for all channels together: at about 300 bytes each, sixteen
   * lanes stay below 25 MB, with one channel or a hundred.
   */
  static final int ROWS_PER_LANE = 5_000;

  private final DynamoSubscriptionRows rows;
  private final List<String> channels;
  private final Function<String, OptionalLong> messageAt;
  private final int rowsPerLane;
  private final List<ChannelLane> lanes;

  /**
   * @param messageAt the position of the broadcast's message in a channel, if it has one; members
   *     who caught up to it when they joined already have the message
   * @param rowsPerLane maximum rows that a lane reads at once, for all channels together
   */
  ChannelsAudience(
      DynamoSubscriptionRows rows,
      Set<String> channels,
      Function<String, OptionalLong> messageAt,
      int rowsPerLane) {
    this.rows = rows;
    this.channels = List.copyOf(channels);
    this.messageAt = messageAt;
    this.rowsPerLane = rowsPerLane;
    this.lanes = IntStream.range(0, SubscriptionRow.PARTITIONS).mapToObj(this::lane).toList();
  }

  private ChannelLane lane(int partition) {
    return new ChannelLane(
        after -> channels.stream().map(channel -> stream(channel, partition, after)).toList());
  }

  private SubscriptionStream stream(String channel, int partition, @Nullable String after) {
    int limit = Math.max(1, rowsPerLane / channels.size());
    return new SubscriptionStream(
        from -> rows.query(channel, partition, from, limit), messageAt.apply(channel), after);
  }

  @Override
  public int lanes() {
    return lanes.size();
  }

  @Override
  public Page read(int lane, @Nullable String position) {
    return lanes.get(lane).read(position);
  }
}
