package dev.fanfare.sockets.actions;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.channels.Memberships;
import dev.fanfare.sockets.Client;
import java.util.List;

/** Lists the channels of the client's connection. */
public final class ListChannelsAction implements ActionRoute.Action {
  private final Memberships memberships;

  public ListChannelsAction(Memberships memberships) {
    this.memberships = memberships;
  }

  @Override
  public ObjectNode answer(Client client, ActionRequest request, LambdaLogger log) {
    request.check(List.of());
    var answer = ActionAnswer.of("channels").put("connection_id", client.connectionId());
    var channels = answer.putArray("channels");
    memberships.of(client.connection()).forEach(channels::add);
    return answer;
  }
}
