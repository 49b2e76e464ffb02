package dev.fanfare.channels;

import dev.fanfare.tables.SubscriptionRow;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/** Members in memory, in pages as small as one likes, of which some are empty. */
public final class MemoryMembers implements Members {
  private final Map<String, TreeMap<String, Member>> partitions = new TreeMap<>();
  private int pageSize = Integer.MAX_VALUE;

  /** Lets a page hold so many rows, those counted that a filter removes. */
  public MemoryMembers pages(int rows) {
    pageSize = rows;
    return this;
  }

  public MemoryMembers with(String channel, Member member) {
    partitions
        .computeIfAbsent(
            SubscriptionRow.partitionOf(channel, member.connectionId()), key -> new TreeMap<>())
        .put(member.connectionId(), member);
    return this;
  }

  /** A row whose time is over. */
  public MemoryMembers withDead(String channel, String connectionId) {
    return with(channel, new Member("dead", connectionId, 0));
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
      if (!member.userId().equals("dead")) {
        living.add(member);
      }
    }
    // As DynamoDB does, names a position whenever a page is full, though nothing may follow.
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
