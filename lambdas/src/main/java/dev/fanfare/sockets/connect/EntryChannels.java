package dev.fanfare.sockets.connect;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.request.ChannelName;
import dev.fanfare.sockets.Client;
import dev.fanfare.sockets.RefusedException;
import dev.fanfare.sockets.actions.ActionRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The channels that a client joins by connecting: those of the query parameter {@code channels}, a
 * list that commas part and that may be empty; without it the default channel, if the client's
 * token allows that.
 */
final class EntryChannels {
  private static final String CHANNELS = "channels";
  private static final int MAX_CHANNELS = 20;

  private EntryChannels() {}

  /**
   * @throws InvalidRequestException when a name is none, or there are too many
   * @throws RefusedException when the client's token does not allow one of them
   */
  static Set<String> of(APIGatewayV2WebSocketEvent event, Client client) {
    List<String> asked = asked(event);
    if (asked == null) {
      return client.mayJoin(ChannelName.DEFAULT) ? Set.of(ChannelName.DEFAULT) : Set.of();
    }
    var channels = new LinkedHashSet<String>();
    for (String list : asked) {
      for (String name : list.isEmpty() ? new String[0] : list.split(",", -1)) {
        channels.add(ChannelName.check(CHANNELS, name));
        ActionRequest.checkAllowed(client, name);
      }
    }
    if (channels.size() > MAX_CHANNELS) {
      throw new InvalidRequestException(
          CHANNELS, channels.size() + " names", "must be at most " + MAX_CHANNELS);
    }
    return channels;
  }

  /** The parameter, however often it is given; null when it is not. */
  private static List<String> asked(APIGatewayV2WebSocketEvent event) {
    Map<String, List<String>> query = event.getMultiValueQueryStringParameters();
    return query == null ? null : query.get(CHANNELS);
  }
}
