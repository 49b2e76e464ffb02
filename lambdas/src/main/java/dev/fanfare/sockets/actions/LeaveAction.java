package dev.fanfare.sockets.actions;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.channels.ConnectionChannels;
import dev.fanfare.sockets.Client;
import dev.fanfare.sockets.RefusedException;
import java.util.List;

/** Removes a client from a channel. */
public final class LeaveAction implements ActionRoute.Action {
  private final ConnectionChannels channels;

  public LeaveAction(ConnectionChannels channels) {
    this.channels = channels;
  }

  @Override
  public ObjectNode answer(Client client, ActionRequest request, LambdaLogger log) {
    request.check(List.of(ActionRequest.CHANNEL));
    String channel = request.channel();
    if (!channels.leave(client.connection(), channel)) {
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
