package dev.fanfare.channels;

import dev.fanfare.channels.ChannelMembers.Member;
import dev.fanfare.tables.SubscriptionRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the members of a channel page by page, one partition after the other. */
public final class MemberList {
  private final ChannelMembers members;

  public MemberList(ChannelMembers members) {
    this.members = members;
  }

  /**
   * @param next the token of the next page; null on the last page
   */
  public record Page(List<Member> members, @Nullable String next) {}

  /**
   * Reads one page. A member that stays in the channel from the first page to the last is listed
   * once. A member that joins or leaves in between may or may not be listed.
   *
   * @param token the token of the previous page; null for the first page
   * @param most the page size, at least 1; only the last page is shorter
   * @throws dev.fanfare.broadcast.InvalidRequestException if the token does not belong to this
   *     channel
   */
  public Page read(String channel, @Nullable String token, int most) {
    String position = token == null ? null : MemberToken.read(channel, token);
    int partition = position == null ? 0 : SubscriptionRow.partitionOf(position);
    var listed = new ArrayList<Member>();
    while (partition < SubscriptionRow.PARTITIONS && listed.size() < most) {
      var page = members.read(channel, partition, position, most - listed.size());
      listed.addAll(page.members());
      position = page.position();
      if (position == null) {
        partition++;
      }
    }
    return new Page(listed, partition == SubscriptionRow.PARTITIONS ? null : next(channel, listed));
  }

  /** Continues after the last member listed. The page is full, so this member exists. */
  private static String next(String channel, List<Member> listed) {
    return MemberToken.write(channel, listed.get(listed.size() - 1).connectionId());
  }
}
