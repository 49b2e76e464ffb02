package dev.fanfare.channels;

import dev.fanfare.tables.SubscriptionRow;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

/** Counts the members of a channel. It reads all partitions in parallel, each page by page. */
public final class MemberCount {
  private final ChannelMembers members;
  private final Executor partitions;

  /**
   * @param partitions runs the count of each partition
   */
  public MemberCount(ChannelMembers members, Executor partitions) {
    this.members = members;
    this.partitions = partitions;
  }

  public long of(String channel) {
    var counts =
        IntStream.range(0, SubscriptionRow.PARTITIONS)
            .mapToObj(
                partition ->
                    CompletableFuture.supplyAsync(() -> count(channel, partition), partitions))
            .toList();
    return counts.stream().mapToLong(CompletableFuture::join).sum();
  }

  private long count(String channel, int partition) {
    long sum = 0;
    String position = null;
    do {
      var page = members.count(channel, partition, position);
      sum += page.members();
      position = page.position();
    } while (position != null);
    return sum;
  }
}
