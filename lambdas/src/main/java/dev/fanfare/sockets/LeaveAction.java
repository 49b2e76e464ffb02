package dev.fanfare.sockets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.channels.Memberships;
import dev.fanfare.channels.PresenceNotices;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Takes a client out of a channel that it is in. */
final class LeaveAction implements ActionRoute.Action {
  private final Memberships memberships;
  private final PresenceNotices notices;
  private final Clock clock;

  LeaveAction(Memberships memberships, PresenceNotices notices, Clock clock) {
    this.memberships = memberships;
    this.notices = notices;
    this.clock = clock;
  }

  @Override
  public ObjectNode answer(Client client, ActionRequest request, Consumer<String> log) {
    request.check(List.of(ActionRequest.CHANNEL));
    String channel = request.channel();
    if (!memberships.leave(client.connection(), channel)) {
      throw new RefusedException(
          RefusedException.NOT_JOINED,
          ActionRequest.CHANNEL,
          channel,
          "must be one that this connection is in");
    }
    notices.left(client.connection(), Set.of(channel), clock.millis(), log);
    return ActionAnswer.of("left")
        .put("channel", channel)
        .put("connection_id", client.connectionId());
  }
}
