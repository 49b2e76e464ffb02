package dev.fanfare.channels;

import dev.fanfare.tables.SubscriptionRow;
import java.util.ArrayList;
import java.util.List;

/** Lists a channel's members page by page, one partition after the other. */
public final class MemberList {
  private final Members members;

  public MemberList(Members members) {
    this.members = members;
  }

  /**
   * @param next the token by which the list goes on; null at its end
   */
  public record Page(List<Member> members, String next) {}

  /**
   * Who stays from the first page to the last is listed once; who comes or goes meanwhile may be
   * listed or not.
   *
   * @param token of the page before; null for the first
   * @param most members of the page, at least 1; it has as many unless the list ends
   * @throws dev.fanfare.broadcast.InvalidRequestException when the token is none of this channel's
   */
  public Page read(String channel, String token, int most) {
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

  /** The page is full, so there is a last one, and nobody was read after it. */
  private static String next(String channel, List<Member> listed) {
    return MemberToken.write(channel, listed.get(listed.size() - 1).connectionId());
  }
}
