package dev.fanfare.channels;

import dev.fanfare.tables.SubscriptionRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/** Members of channels in memory, in pages of any size, some of which are empty. */
public final class MemoryChannelMembers implements ChannelMembers {
  private final Map<String, TreeMap<String, Member>> partitions = new TreeMap<>();
  private int pageSize = Integer.MAX_VALUE;
  private boolean everywhere;

  /** Sets the number of rows in a page, including rows that a filter removes. */
  public MemoryChannelMembers pages(int rows) {
    pageSize = rows;
    return this;
  }

  public MemoryChannelMembers with(String channel, Member member) {
    partitions
        .computeIfAbsent(
            SubscriptionRow.partitionOf(channel, member.connectionId()), key -> new TreeMap<>())
        .put(member.connectionId(), member);
    return this;
  }

  /** Adds a row that has expired. */
  public MemoryChannelMembers withDead(String channel, String connectionId) {
    return with(channel, new Member("dead", connectionId, 0));
  }

  /** Makes every connection a member of every channel. */
  public MemoryChannelMembers everywhere() {
    everywhere = true;
    return this;
  }

  @Override
  public boolean contains(String channel, String connectionId, Instant at) {
    var partition = partitions.get(SubscriptionRow.partitionOf(channel, connectionId));
    return everywhere || (partition != null && isLiving(partition.get(connectionId)));
  }

  private static boolean isLiving(Member member) {
    return member != null && !member.userId().equals("dead");
  }

  @Override
  public Page read(String channel, int partition, String after, int most) {
    int rows = Math.min(most, pageSize);
    var living = new ArrayList<Member>();
    String last = null;
    int read = 0;
    for (var member : rows(channel, partition, after).values()) {
      if (read == rows) {
        break;
      }
      read++;
      last = member.connectionId();
      if (isLiving(member)) {
        living.add(member);
      }
    }
    // Like DynamoDB, returns a position for every full page, even if nothing follows.
    return new Page(living, read < rows ? null : last);
  }

  @Override
  public Count count(String channel, int partition, String after) {
    var page = read(channel, partition, after, Integer.MAX_VALUE);
    return new Count(page.members().size(), page.position());
  }

  private Map<String, Member> rows(String channel, int partition, String after) {
    var rows =
        partitions.getOrDefault(SubscriptionRow.partition(channel, partition), new TreeMap<>());
    return after == null ? rows : rows.tailMap(after, false);
  }
}
