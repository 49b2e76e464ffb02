package dev.fanfare.sockets.actions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.channels.Memberships;
import dev.fanfare.sockets.Client;
import dev.fanfare.sockets.RefusedException;
import java.util.List;
import java.util.function.Consumer;

/** Removes a client from a channel. */
public final class LeaveAction implements ActionRoute.Action {
  private final Memberships memberships;

  public LeaveAction(Memberships memberships) {
    this.memberships = memberships;
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
    return ActionAnswer.of("left")
        .put("channel", channel)
        .put("connection_id", client.connectionId());
  }
}
