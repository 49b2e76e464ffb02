package dev.fanfare.sockets.actions;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.channels.ChannelMembers.Member;
import dev.fanfare.channels.MemberCount;
import dev.fanfare.channels.MemberList;
import dev.fanfare.sockets.Client;
import java.util.List;

/**
 * Lists the members of a channel page by page ({@code listmembers}), or counts them ({@code
 * countmembers}). Every client that may join the channel may do this.
 */
public final class ListMembersAction implements ActionRoute.Action {
  static final String COUNT = "countmembers";

  private static final String AFTER = "after";
  private static final String LIMIT = "limit";
  private static final int MAX_MEMBERS = 100;

  private final MemberList list;
  private final MemberCount count;

  public ListMembersAction(MemberList list, MemberCount count) {
    this.list = list;
    this.count = count;
  }

  @Override
  public ObjectNode answer(Client client, ActionRequest request, LambdaLogger log) {
    boolean isCount = request.action().equals(COUNT);
    request.check(
        isCount ? List.of(ActionRequest.CHANNEL) : List.of(ActionRequest.CHANNEL, LIMIT, AFTER));
    String channel = request.channel();
    ActionRequest.checkAllowed(client, channel);
    return isCount ? count(channel) : page(channel, request);
  }

  private ObjectNode count(String channel) {
    return ActionAnswer.of("count").put("channel", channel).put("members", count.of(channel));
  }

  private ObjectNode page(String channel, ActionRequest request) {
    int most = request.number(LIMIT, MAX_MEMBERS, MAX_MEMBERS);
    var page = list.read(channel, request.text(AFTER).orElse(null), most);
    var answer = ActionAnswer.of("members").put("channel", channel);
    var members = answer.putArray("members");
    for (Member member : page.members()) {
      members
          .addObject()
          .put("user_id", member.userId())
          .put("connection_id", member.connectionId())
          .put("joined_at", member.joinedAt());
    }
    return answer.put("next", page.next());
  }
}
