package dev.fanfare.sockets.actions;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.channels.ConnectionChannels;
import dev.fanfare.sockets.Client;
import java.util.List;

/** Lists the channels of the client's connection. */
public final class ListChannelsAction implements ActionRoute.Action {
  private final ConnectionChannels channels;

  public ListChannelsAction(ConnectionChannels channels) {
    this.channels = channels;
  }

  @Override
  public ObjectNode answer(Client client, ActionRequest request, LambdaLogger log) {
    request.check(List.of());
    var answer = ActionAnswer.of("channels").put("connection_id", client.connectionId());
    var names = answer.putArray("channels");
    channels.of(client.connection()).forEach(names::add);
    return answer;
  }
}
